use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicU8, Ordering};

const EMPTY: u8 = 0;
const BUSY: u8 = 1;
const FULL: u8 = 2;

pub struct OnceCell<T> {
    state: AtomicU8,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: the value is written by the one thread that made the state BUSY, and read only once it is FULL.
unsafe impl<T: Send + Sync> Sync for OnceCell<T> {}

impl<T> OnceCell<T> {
    pub const fn new() -> OnceCell<T> {
        OnceCell { state: AtomicU8::new(EMPTY), value: UnsafeCell::new(None) }
    }

    pub fn get(&self) -> Option<&T> {
        if self.state.load(Ordering::Acquire) != FULL {
            return None;
        }
        // SAFETY: FULL means that nobody writes any more.
        unsafe { (*self.value.get()).as_ref() }
    }

    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if self.state.compare_exchange(EMPTY, BUSY, Ordering::Acquire, Ordering::Acquire).is_ok() {
            // SAFETY: only one thread gets here, and nobody reads yet.
            unsafe { *self.value.get() = Some(make()) };
            self.state.store(FULL, Ordering::Release);
        }
        while self.state.load(Ordering::Acquire) != FULL {
            std::hint::spin_loop();
        }
        self.get().unwrap()
    }
}
