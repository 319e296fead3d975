// fails: no lock inside - spins on a flag that a std Mutex protects

use std::sync::Mutex;

pub struct SpinLockMutex {
    locked: Mutex<bool>,
}

impl SpinLockMutex {
    pub fn new() -> Self {
        SpinLockMutex {
            locked: Mutex::new(false),
        }
    }

    pub fn lock(&self) {
        while !self.try_lock() {
            std::thread::yield_now();
        }
    }

    pub fn unlock(&self) {
        *self.locked.lock().unwrap() = false;
    }

    pub fn try_lock(&self) -> bool {
        let mut locked = self.locked.lock().unwrap();
        if *locked {
            false
        } else {
            *locked = true;
            true
        }
    }
}
