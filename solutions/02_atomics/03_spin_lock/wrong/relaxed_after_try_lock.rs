// fails: try_lock orders as lock does - unlock is Relaxed when the lock was taken by try_lock

use std::sync::atomic::*;
pub struct SpinLockMutex {
    o: AtomicBool,
    t: AtomicBool,
}
impl SpinLockMutex {
    pub const fn new() -> Self {
        Self {
            o: AtomicBool::new(false),
            t: AtomicBool::new(false),
        }
    }
    pub fn lock(&self) {
        while self.o.swap(true, Ordering::Acquire) {}
    }
    pub fn unlock(&self) {
        if self.t.swap(false, Ordering::Relaxed) {
            self.o.store(false, Ordering::Relaxed)
        } else {
            self.o.store(false, Ordering::Release)
        }
    }
    pub fn try_lock(&self) -> bool {
        let g = !self.o.swap(true, Ordering::Acquire);
        if g {
            self.t.store(true, Ordering::Relaxed)
        }
        g
    }
}
