//! Tickets for all threads.

use std::sync::atomic::{AtomicU16, Ordering};

/// Gives out the numbers 0, 1, 2, … 65535, and then begins with 0 again. Many threads draw at the same time.
pub struct Tickets {
    next: AtomicU16,
}

impl Tickets {
    /// No ticket has been issued yet.
    pub const fn new() -> Self {
        Tickets {
            next: AtomicU16::new(0),
        }
    }

    /// Issues the next ticket.
    pub fn next(&self) -> u16 {
        let ticket = self.next.load(Ordering::SeqCst);
        self.next.store(ticket + 1, Ordering::SeqCst);
        ticket
    }

    /// The highest ticket that has ever been issued, 0 before the first one.
    pub fn issued_max(&self) -> u16 {
        todo!()
    }
}
