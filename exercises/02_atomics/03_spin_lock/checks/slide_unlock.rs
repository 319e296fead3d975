// error: atomic stores cannot have `Acquire` or `AcqRel` ordering
//! The slide's own lock, with its `unlock`.

use std::sync::atomic::{AtomicBool, Ordering};

struct SpinLockMutex {
    locked: AtomicBool,
}

impl SpinLockMutex {
    fn lock(&self) {
        while self.locked.swap(true, Ordering::AcqRel) {}
    }

    fn unlock(&self) {
        self.locked.store(false, Ordering::AcqRel);
    }
}

fn main() {
    let mutex = SpinLockMutex {
        locked: AtomicBool::new(false),
    };
    mutex.lock();
    mutex.unlock();
}
