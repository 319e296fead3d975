// fails: remembers the highest - computes it from the next ticket, which forgets it after a wrap

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
        let _ = &self.highest;
        self.next.load(SeqCst).saturating_sub(1)
    }
}
