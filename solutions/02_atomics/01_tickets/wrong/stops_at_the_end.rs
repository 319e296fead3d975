// fails: numbers in order - issues 65535 again and again instead of wrapping

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
            .fetch_update(SeqCst, SeqCst, |next| Some(next.saturating_add(1)))
            .unwrap();
        self.highest.fetch_max(ticket, SeqCst);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(SeqCst)
    }
}
