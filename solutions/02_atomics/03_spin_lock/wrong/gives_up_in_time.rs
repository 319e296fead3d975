// fails: one thread at a time - lock gives up after a tenth of a second

use std::sync::atomic::*;
use std::time::*;
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
        let t = Instant::now();
        while self.o.swap(true, Ordering::Acquire) {
            if t.elapsed() > Duration::from_millis(100) {
                return;
            }
            std::thread::yield_now();
        }
    }
    pub fn unlock(&self) {
        self.o.store(false, Ordering::Release)
    }
    pub fn try_lock(&self) -> bool {
        !self.o.swap(true, Ordering::Acquire)
    }
}
