// fails: try_lock tells the truth - a weak exchange without a loop may fail although the lock is free

use std::sync::atomic::*;
pub struct SpinLockMutex {
    o: AtomicBool,
}
impl SpinLockMutex {
    pub const fn new() -> Self {
        Self {
            o: AtomicBool::new(false),
        }
    }
    pub fn lock(&self) {
        while self.o.swap(true, Ordering::Acquire) {}
    }
    pub fn unlock(&self) {
        self.o.store(false, Ordering::Release)
    }
    pub fn try_lock(&self) -> bool {
        self.o
            .compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }
}
