// fails: remembers the highest - the last ticket is taken for the highest, also after a wrap

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
        let ticket = self.next.fetch_add(1, SeqCst);
        self.highest.store(ticket, SeqCst);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(SeqCst)
    }
}
