// fails: try_lock tells the truth - one global flag for all locks

use std::sync::atomic::{AtomicBool, Ordering};

static LOCKED: AtomicBool = AtomicBool::new(false);

pub struct SpinLockMutex;

impl SpinLockMutex {
    pub fn new() -> Self {
        SpinLockMutex
    }

    pub fn lock(&self) {
        while LOCKED.swap(true, Ordering::Acquire) {}
    }

    pub fn unlock(&self) {
        LOCKED.store(false, Ordering::Release);
    }

    pub fn try_lock(&self) -> bool {
        !LOCKED.swap(true, Ordering::Acquire)
    }
}
