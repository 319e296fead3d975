//! Three types that differ in what may be done with them from other threads.

/// A value that never leaves its thread: neither Send nor Sync, whatever `T` is.
pub struct Local<T> {
    value: T,
}

impl<T> Local<T> {
    /// Keeps this value.
    pub fn new(value: T) -> Self {
        Local { value }
    }

    /// The value.
    pub fn get(&self) -> &T {
        &self.value
    }
}

/// A value that can be changed through `&self` and can move to another thread: Send if `T` is, never Sync.
pub struct Movable<T> {
    value: T,
}

impl<T> Movable<T> {
    /// Keeps this value.
    pub fn new(value: T) -> Self {
        Movable { value }
    }

    /// Puts another value in place of the old one.
    pub fn set(&self, value: T) {
        let _ = (value, &self.value);
        todo!("which type lets a value change through `&self`?")
    }

    /// Puts another value in and returns the old one.
    pub fn replace(&self, value: T) -> T {
        let _ = value;
        todo!()
    }
}

/// A value that several threads may change through `&self`: Send and Sync if `T` is Send.
pub struct Shareable<T> {
    value: T,
}

impl<T> Shareable<T> {
    /// Keeps this value.
    pub fn new(value: T) -> Self {
        Shareable { value }
    }

    /// Puts another value in place of the old one.
    pub fn set(&self, value: T) {
        let _ = (value, &self.value);
        todo!("which type lets threads change a value one at a time?")
    }

    /// Puts another value in and returns the old one, in one step.
    pub fn replace(&self, value: T) -> T {
        let _ = value;
        todo!()
    }
}
