//! A cell without any protection.

use std_model::cell::UnsafeCell;

/// Data that only the student's lock protects: two accesses that the lock does not order, one of them a write, are
/// reported as a data race.
pub struct Racy<T>(UnsafeCell<T>);

// SAFETY: the threads of a model all run on one thread of the operating system, one after the other; accesses that
// would overlap on a real machine are found by the model and end it.
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
