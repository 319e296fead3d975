// fails: two threads - says "full" before the value is there
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering};

pub struct OnceCell<T> {
    full: AtomicBool,
    value: UnsafeCell<Option<T>>,
}

unsafe impl<T: Send + Sync> Sync for OnceCell<T> {}

impl<T> OnceCell<T> {
    pub const fn new() -> OnceCell<T> {
        OnceCell { full: AtomicBool::new(false), value: UnsafeCell::new(None) }
    }

    pub fn get(&self) -> Option<&T> {
        if self.full.load(Ordering::Acquire) { unsafe { (*self.value.get()).as_ref() } } else { None }
    }

    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if !self.full.swap(true, Ordering::AcqRel) { // <- here
            unsafe { *self.value.get() = Some(make()) }; // <- here
        }
        self.get().unwrap() // <- here
    }
}
