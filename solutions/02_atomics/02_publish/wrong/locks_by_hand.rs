// fails: many readers - a spin lock made by hand around the value: a reader waits for the publisher

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub struct Mailbox {
    locked: AtomicBool,
    value: AtomicU64,
}

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox {
            locked: AtomicBool::new(false),
            value: AtomicU64::new(u64::MAX),
        }
    }

    fn locked<R>(&self, work: impl FnOnce(&AtomicU64) -> R) -> R {
        while self.locked.swap(true, Ordering::Acquire) {
            spin_loop();
        }
        let result = work(&self.value);
        self.locked.store(false, Ordering::Release);
        result
    }

    pub fn publish(&self, value: u32) {
        self.locked(|cell| cell.store(value.into(), Ordering::Relaxed));
    }

    pub fn read(&self) -> Option<u32> {
        self.locked(|cell| u32::try_from(cell.load(Ordering::Relaxed)).ok())
    }
}
