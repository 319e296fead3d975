// fails: the highest is not lost - one compare-exchange, without a second try

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
        let seen = self.highest.load(SeqCst);
        if ticket > seen {
            let _ = self.highest.compare_exchange(seen, ticket, SeqCst, SeqCst);
        }
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(SeqCst)
    }
}
