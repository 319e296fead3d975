//! Style: one wide atomic that counts all tickets; both answers are computed from it.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

#[derive(Default)]
pub struct Tickets(AtomicU64);

impl Tickets {
    pub const fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    pub fn next(&self) -> u16 {
        self.0.fetch_add(1, SeqCst) as u16
    }

    pub fn issued_max(&self) -> u16 {
        let issued = self.0.load(SeqCst);
        issued.saturating_sub(1).min(u16::MAX.into()) as u16
    }
}
