// fails: try_lock orders as lock does - lock and try_lock have a flag of their own each

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
        self.t.store(false, Ordering::Release);
        self.o.store(false, Ordering::Release)
    }
    pub fn try_lock(&self) -> bool {
        !self.t.swap(true, Ordering::Acquire) && !self.o.load(Ordering::Acquire)
    }
}
