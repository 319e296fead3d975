// fails: nothing but the published value - the exchange of the flag has Acquire, and the writer has to release

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
        let _ = self
            .full
            .compare_exchange(false, true, Ordering::Acquire, Ordering::Acquire);
    }

    pub fn read(&self) -> Option<u32> {
        if self.full.load(Ordering::Acquire) {
            Some(self.value.load(Ordering::Relaxed))
        } else {
            None
        }
    }
}
