// fails: many threads, many tickets - tries the exchange a second time, and no third time

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
        let mut ticket = self.next.load(SeqCst);
        if let Err(now) = self
            .next
            .compare_exchange(ticket, ticket.wrapping_add(1), SeqCst, SeqCst)
        {
            ticket = now;
            let _ = self
                .next
                .compare_exchange(ticket, ticket.wrapping_add(1), SeqCst, SeqCst);
        }
        self.highest.fetch_max(ticket, SeqCst);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(SeqCst)
    }
}
