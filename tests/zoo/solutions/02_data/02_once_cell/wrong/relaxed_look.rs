// fails: two threads - who finds it full does not acquire
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
        unsafe { self.value.load(Ordering::Relaxed).as_ref() } // <- here
    }

    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if let Some(value) = self.get() {
            return value;
        }
        let mine = Box::into_raw(Box::new(make()));
        match self.value.compare_exchange(ptr::null_mut(), mine, Ordering::Release, Ordering::Acquire) {
            Ok(_) => unsafe { &*mine },
            Err(theirs) => unsafe { &*theirs },
        }
    }
}
