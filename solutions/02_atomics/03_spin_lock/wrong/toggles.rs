// fails: one thread at a time - lock flips the flag with fetch_xor, so every second try frees it

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
        while self.o.fetch_xor(true, Ordering::Acquire) {}
    }
    pub fn unlock(&self) {
        self.o.fetch_xor(true, Ordering::Release);
    }
    pub fn try_lock(&self) -> bool {
        !self.o.swap(true, Ordering::Acquire)
    }
}
