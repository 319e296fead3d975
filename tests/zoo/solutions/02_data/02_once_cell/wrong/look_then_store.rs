// fails: two threads - two threads that find it empty both put their value in
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

pub struct OnceCell<T> {
    value: AtomicPtr<T>,
}

unsafe impl<T: Send + Sync> Sync for OnceCell<T> {}

impl<T> OnceCell<T> {
    pub const fn new() -> OnceCell<T> {
        OnceCell { value: AtomicPtr::new(ptr::null_mut()) }
    }

    pub fn get(&self) -> Option<&T> {
        unsafe { self.value.load(Ordering::Acquire).as_ref() }
    }

    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if let Some(value) = self.get() { // <- here
            return value;
        }
        let mine = Box::into_raw(Box::new(make()));
        self.value.store(mine, Ordering::Release); // <- here
        unsafe { &*mine }
    }
}
