// fails: lives in a static - new is not const

use std::sync::atomic::{AtomicU16, Ordering::Relaxed};

#[derive(Default)]
pub struct Tickets {
    next: AtomicU16,
    highest: AtomicU16,
}

impl Tickets {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn next(&self) -> u16 {
        let ticket = self.next.fetch_add(1, Relaxed);
        self.highest.fetch_max(ticket, Relaxed);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        self.highest.load(Relaxed)
    }
}
