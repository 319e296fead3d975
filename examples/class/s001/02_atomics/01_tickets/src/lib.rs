//! Tickets for all threads.

use std::sync::atomic::{AtomicU16, Ordering};

/// Gives out the numbers 0, 1, 2, … 65535, and then begins with 0 again. Many threads draw at the same time.
#[derive(Debug, Default)]
pub struct Tickets {
    next: AtomicU16,
    highest: AtomicU16,
}

impl Tickets {
    /// No ticket has been issued yet.
    pub const fn new() -> Self {
        Tickets {
            next: AtomicU16::new(0),
            highest: AtomicU16::new(0),
        }
    }

    /// Issues the next ticket.
    pub fn next(&self) -> u16 {
        // Relaxed: the numbers are all there is, nothing else is handed over with them. At 65535 it wraps.
        let ticket = self.next.fetch_add(1, Ordering::Relaxed);
        self.highest.fetch_max(ticket, Ordering::Relaxed);
        ticket
    }

    /// The highest ticket that has ever been issued, 0 before the first one.
    pub fn issued_max(&self) -> u16 {
        self.highest.load(Ordering::Relaxed)
    }
}
