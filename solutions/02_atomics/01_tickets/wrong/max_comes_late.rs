// fails: the highest is not lost - a ticket is noted only at the next call, or when somebody asks

use std::sync::atomic::{AtomicU16, AtomicU32, Ordering::SeqCst};

const NONE: u32 = u32::MAX;

pub struct Tickets {
    next: AtomicU16,
    highest: AtomicU16,
    noted_later: AtomicU32,
}

impl Tickets {
    pub const fn new() -> Self {
        Tickets {
            next: AtomicU16::new(0),
            highest: AtomicU16::new(0),
            noted_later: AtomicU32::new(NONE),
        }
    }

    fn note(&self, later: u32) {
        let before = self.noted_later.swap(later, SeqCst);
        if before != NONE {
            self.highest.fetch_max(before as u16, SeqCst);
        }
    }

    pub fn next(&self) -> u16 {
        let ticket = self.next.fetch_add(1, SeqCst);
        self.note(ticket.into());
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.note(NONE);
        self.highest.load(SeqCst)
    }
}
