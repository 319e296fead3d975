// Style: uninitialised memory, a Mutex for those who want to fill it, an atomic for those who find it full.
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

pub struct OnceCell<T> {
    full: AtomicBool,
    filling: Mutex<()>,
    value: UnsafeCell<MaybeUninit<T>>,
}

// SAFETY: written under the lock, read only once `full` is set.
unsafe impl<T: Send + Sync> Sync for OnceCell<T> {}

impl<T> OnceCell<T> {
    pub fn new() -> OnceCell<T> {
        OnceCell { full: AtomicBool::new(false), filling: Mutex::new(()), value: UnsafeCell::new(MaybeUninit::uninit()) }
    }

    pub fn get(&self) -> Option<&T> {
        // SAFETY: it is initialised before `full` is set.
        self.full.load(Ordering::Acquire).then(|| unsafe { (*self.value.get()).assume_init_ref() })
    }

    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if let Some(value) = self.get() {
            return value;
        }
        let filling = self.filling.lock().unwrap();
        if !self.full.load(Ordering::Relaxed) {
            // SAFETY: the lock is held and nobody reads yet.
            unsafe { (*self.value.get()).write(make()) };
            self.full.store(true, Ordering::Release);
        }
        drop(filling);
        self.get().unwrap()
    }
}

impl<T> Drop for OnceCell<T> {
    fn drop(&mut self) {
        if *self.full.get_mut() {
            // SAFETY: it is initialised, and nobody else has the cell any more.
            unsafe { self.value.get_mut().assume_init_drop() };
        }
    }
}
