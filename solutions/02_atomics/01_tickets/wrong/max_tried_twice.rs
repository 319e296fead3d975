// fails: many threads, many tickets - a failed compare-exchange is tried a second time, and no third time

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
        let mut seen = self.highest.load(SeqCst);
        for _ in 0..2 {
            if ticket <= seen {
                break;
            }
            match self.highest.compare_exchange(seen, ticket, SeqCst, SeqCst) {
                Ok(_) => break,
                Err(now) => seen = now,
            }
        }
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(SeqCst)
    }
}
