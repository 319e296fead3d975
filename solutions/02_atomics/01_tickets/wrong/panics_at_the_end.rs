// fails: numbers in order - adds with +, which panics at 65535

use std::sync::atomic::{AtomicU16, Ordering::SeqCst};

pub struct Tickets {
    next: AtomicU16,
    highest: AtomicU16,
}

impl Tickets {
    pub const fn new() -> Self {
        Tickets {
            next: AtomicU16::new(0),
            highest: AtomicU16::new(0),
        }
    }

    pub fn next(&self) -> u16 {
        let ticket = self
            .next
            .fetch_update(SeqCst, SeqCst, |next| Some(next + 1))
            .unwrap();
        self.highest.fetch_max(ticket, SeqCst);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(SeqCst)
    }
}
