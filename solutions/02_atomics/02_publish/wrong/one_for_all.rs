// fails: keeps what it gets - one value for all mailboxes

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

static VALUE: AtomicU32 = AtomicU32::new(0);

pub struct Mailbox {
    full: AtomicBool,
}

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox {
            full: AtomicBool::new(false),
        }
    }

    pub fn publish(&self, value: u32) {
        VALUE.store(value, Ordering::Relaxed);
        self.full.store(true, Ordering::Release);
    }

    pub fn read(&self) -> Option<u32> {
        self.full
            .load(Ordering::Acquire)
            .then(|| VALUE.load(Ordering::Relaxed))
    }
}
