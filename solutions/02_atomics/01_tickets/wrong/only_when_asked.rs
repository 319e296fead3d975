// fails: remembers the highest - is brought up to date only when somebody asks

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
        self.next.fetch_add(1, SeqCst)
    }

    pub fn issued_max(&self) -> u16 {
        let last = self.next.load(SeqCst).saturating_sub(1);
        self.highest.fetch_max(last, SeqCst).max(last)
    }
}
