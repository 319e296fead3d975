// fails: keeps what it gets - a single atomic, in which u32::MAX means empty

use std::sync::atomic::{AtomicU32, Ordering};

pub struct Mailbox(AtomicU32);

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox(AtomicU32::new(u32::MAX))
    }

    pub fn publish(&self, value: u32) {
        self.0.store(value, Ordering::Release);
    }

    pub fn read(&self) -> Option<u32> {
        match self.0.load(Ordering::Acquire) {
            u32::MAX => None,
            value => Some(value),
        }
    }
}
