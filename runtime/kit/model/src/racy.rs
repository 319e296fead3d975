//! A cell without any protection.

use std_model::cell::UnsafeCell;

/// Data that nothing but the student's lock protects. Two accesses that the lock does not order, one of them a write,
/// are reported as a data race.
pub struct Racy<T>(UnsafeCell<T>);

// SAFETY: the threads of a model take turns on one thread of the operating system. The model finds accesses that could
// overlap on a real machine, and they end it.
unsafe impl<T: Send> Sync for Racy<T> {}

impl<T> Racy<T> {
    /// A cell with this value.
    #[track_caller]
    pub const fn new(value: T) -> Racy<T> {
        Racy(UnsafeCell::new(value))
    }

    /// A copy of the value.
    #[track_caller]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        let value = self.0.read_here();
        // SAFETY: see `Sync` above.
        unsafe { (*value).clone() }
    }

    /// Puts another value in.
    #[track_caller]
    pub fn set(&self, value: T) {
        let place = self.0.write_here();
        // SAFETY: see `Sync` above.
        unsafe { *place = value }
    }

    /// Changes the value, in a read and a write.
    #[track_caller]
    pub fn update(&self, change: impl FnOnce(T) -> T)
    where
        T: Clone,
    {
        self.set(change(self.get()));
    }

    /// Adds to the value, in a read and a write.
    #[track_caller]
    pub fn add(&self, value: T)
    where
        T: Clone + std::ops::Add<Output = T>,
    {
        self.set(self.get() + value);
    }
}
