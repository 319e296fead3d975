//! Style: the flag is a counter, exchanged in a loop, and the reader looks with a read-modify-write.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

pub struct Mailbox {
    value: AtomicU32,
    letters: AtomicUsize,
}

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox {
            value: AtomicU32::new(0),
            letters: AtomicUsize::new(0),
        }
    }

    pub fn publish(&self, value: u32) {
        self.value.store(value, Ordering::Release);
        while self
            .letters
            .compare_exchange_weak(0, 1, Ordering::Release, Ordering::Relaxed)
            .is_err()
        {
            spin_loop();
        }
    }

    pub fn read(&self) -> Option<u32> {
        let letters = self.letters.fetch_add(0, Ordering::AcqRel);
        if letters == 1 {
            Some(self.value.load(Ordering::Acquire))
        } else {
            None
        }
    }
}
