// fails: no ticket twice - adds, and reads the number again afterwards

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
        self.next.fetch_add(1, SeqCst);
        let ticket = self.next.load(SeqCst).wrapping_sub(1);
        self.highest.fetch_max(ticket, SeqCst);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(SeqCst)
    }
}
