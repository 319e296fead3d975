// Style: the strong exchange, and unlock checks that the lock was taken.
use std::sync::atomic::{AtomicUsize, Ordering};

const FREE: usize = 0;
const TAKEN: usize = 1;

pub struct Lock(AtomicUsize);

impl Lock {
    pub fn new() -> Lock {
        Lock(AtomicUsize::new(FREE))
    }

    pub fn lock(&self) {
        loop {
            match self.0.compare_exchange(FREE, TAKEN, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return,
                Err(seen) => assert_eq!(seen, TAKEN),
            }
        }
    }

    pub fn unlock(&self) {
        assert_eq!(self.0.swap(FREE, Ordering::Release), TAKEN);
    }
}
