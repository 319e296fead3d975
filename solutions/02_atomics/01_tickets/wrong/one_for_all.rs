// fails: numbers in order - one global counter for all Tickets

use std::sync::atomic::{AtomicU16, Ordering::Relaxed};

static NEXT: AtomicU16 = AtomicU16::new(0);
static HIGHEST: AtomicU16 = AtomicU16::new(0);

pub struct Tickets;

impl Tickets {
    pub const fn new() -> Self {
        Tickets
    }

    pub fn next(&self) -> u16 {
        let ticket = NEXT.fetch_add(1, Relaxed);
        HIGHEST.fetch_max(ticket, Relaxed);
        ticket
    }

    pub fn issued_max(&self) -> u16 {
        HIGHEST.load(Relaxed)
    }
}
