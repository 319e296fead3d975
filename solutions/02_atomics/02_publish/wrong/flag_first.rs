// fails: nothing but the published value - raises the flag before the value is there

use std::sync::atomic::*;

pub struct Mailbox {
    value: AtomicU32,
    full: AtomicBool,
}

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox {
            value: AtomicU32::new(0),
            full: AtomicBool::new(false),
        }
    }

    pub fn publish(&self, value: u32) {
        self.full.store(true, Ordering::SeqCst);
        self.value.store(value, Ordering::SeqCst);
    }

    pub fn read(&self) -> Option<u32> {
        if self.full.load(Ordering::Acquire) {
            Some(self.value.load(Ordering::Relaxed))
        } else {
            None
        }
    }
}
