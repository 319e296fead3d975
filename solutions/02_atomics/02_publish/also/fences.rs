//! Style: relaxed operations, ordered by fences.

use std::sync::atomic::{AtomicU8, AtomicU32, Ordering, fence};

pub struct Mailbox {
    letter: AtomicU32,
    state: AtomicU8,
}

impl Mailbox {
    pub const fn new() -> Mailbox {
        Mailbox {
            letter: AtomicU32::new(0),
            state: AtomicU8::new(0),
        }
    }

    pub fn publish(&self, value: u32) {
        self.letter.store(value, Ordering::Relaxed);
        fence(Ordering::Release);
        self.state.store(1, Ordering::Relaxed);
    }

    pub fn read(&self) -> Option<u32> {
        match self.state.load(Ordering::Relaxed) {
            0 => None,
            _ => {
                fence(Ordering::Acquire);
                Some(self.letter.load(Ordering::Relaxed))
            }
        }
    }
}

impl Default for Mailbox {
    fn default() -> Self {
        Self::new()
    }
}
