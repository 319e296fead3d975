// fails: two threads - who comes while another one fills the cell does not wait
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicU8, Ordering};

pub struct OnceCell<T> {
    state: AtomicU8,
    value: UnsafeCell<Option<T>>,
}

unsafe impl<T: Send + Sync> Sync for OnceCell<T> {}

impl<T> OnceCell<T> {
    pub const fn new() -> OnceCell<T> {
        OnceCell { state: AtomicU8::new(0), value: UnsafeCell::new(None) }
    }

    pub fn get(&self) -> Option<&T> {
        if self.state.load(Ordering::Acquire) == 2 { unsafe { (*self.value.get()).as_ref() } } else { None }
    }

    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if self.state.compare_exchange(0, 1, Ordering::AcqRel, Ordering::Acquire).is_ok() { // <- here
            unsafe { *self.value.get() = Some(make()) };
            self.state.store(2, Ordering::Release);
        }
        self.get().unwrap() // <- here
    }
}
