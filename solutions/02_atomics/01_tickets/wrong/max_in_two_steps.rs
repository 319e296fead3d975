// fails: the highest is not lost - looks which is higher and stores it in two steps

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
        if ticket > self.highest.load(SeqCst) {
            self.highest.store(ticket, SeqCst);
        }
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(SeqCst)
    }
}
