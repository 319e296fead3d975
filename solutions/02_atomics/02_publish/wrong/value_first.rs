// fails: nothing but the published value - reads the value first and the flag afterwards

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
        self.value.store(value, Ordering::Relaxed);
        self.full.store(true, Ordering::Release);
    }

    pub fn read(&self) -> Option<u32> {
        let value = self.value.load(Ordering::SeqCst);
        self.full.load(Ordering::SeqCst).then_some(value)
    }
}
