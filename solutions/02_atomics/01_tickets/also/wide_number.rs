//! Style: a wider counter whose lower bits are the ticket, and a highest that is found by looking first.

use core::sync::atomic::{AtomicU16, AtomicUsize, Ordering::*};

pub struct Tickets {
    drawn: AtomicUsize,
    peak: AtomicU16,
}

impl Tickets {
    pub const fn new() -> Self {
        Self {
            drawn: AtomicUsize::new(0),
            peak: AtomicU16::new(0),
        }
    }

    pub fn next(&self) -> u16 {
        let ticket = (self.drawn.fetch_add(1, AcqRel) % (1 << 16)) as u16;
        // In most rounds nothing is to be raised, and a load is cheaper.
        if self.peak.load(Relaxed) < ticket {
            self.peak.fetch_max(ticket, Release);
        }
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.peak.load(Acquire)
    }
}
