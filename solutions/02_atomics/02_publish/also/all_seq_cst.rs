//! Style: sequentially consistent throughout, with read-modify-writes where a store would do.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

pub struct Mailbox {
    pub value: AtomicU32,
    pub ready: AtomicBool,
}

impl Mailbox {
    pub const fn new() -> Self {
        Self {
            value: AtomicU32::new(u32::MAX),
            ready: AtomicBool::new(false),
        }
    }

    pub fn publish(&self, value: u32) {
        self.value.swap(value, SeqCst);
        let first = self.ready.compare_exchange(false, true, SeqCst, SeqCst);
        debug_assert!(first.is_ok(), "published twice");
    }

    pub fn is_empty(&self) -> bool {
        !self.ready.load(SeqCst)
    }

    pub fn read(&self) -> Option<u32> {
        if self.is_empty() {
            return None;
        }
        Some(self.value.load(SeqCst))
    }
}
