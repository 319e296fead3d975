//! Style: compare_exchange_weak in the loop, yielding, sequentially consistent throughout.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;
use std::thread;

pub struct SpinLockMutex(AtomicBool);

impl SpinLockMutex {
    pub const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    pub fn lock(&self) {
        loop {
            match self.0.compare_exchange_weak(false, true, SeqCst, SeqCst) {
                Ok(_) => return,
                Err(_) => thread::yield_now(),
            }
        }
    }

    pub fn unlock(&self) {
        self.0.store(false, SeqCst)
    }

    pub fn try_lock(&self) -> bool {
        self.0.compare_exchange(false, true, SeqCst, SeqCst).is_ok()
    }
}
