//! Style: compare-and-exchange loops by hand, weak and strong.

use std::sync::atomic::*;

pub struct Tickets {
    next: AtomicU16,
    max: AtomicU16,
}

impl Tickets {
    pub const fn new() -> Tickets {
        Tickets {
            next: AtomicU16::new(0),
            max: AtomicU16::new(0),
        }
    }

    fn raise(&self, ticket: u16) {
        let mut seen = self.max.load(Ordering::Acquire);
        while seen < ticket {
            match self
                .max
                .compare_exchange(seen, ticket, Ordering::AcqRel, Ordering::Acquire)
            {
                Ok(_) => return,
                Err(now) => seen = now,
            }
        }
    }

    pub fn next(&self) -> u16 {
        let mut ticket = self.next.load(Ordering::Relaxed);
        while let Err(now) = self.next.compare_exchange_weak(
            ticket,
            ticket.wrapping_add(1),
            Ordering::Relaxed,
            Ordering::Relaxed,
        ) {
            ticket = now;
        }
        self.raise(ticket);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.max.load(Ordering::Acquire)
    }
}

impl Default for Tickets {
    fn default() -> Self {
        Tickets::new()
    }
}
