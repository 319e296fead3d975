//! Style: fetch_update, with one word that holds both numbers.

use std::sync::atomic::{AtomicU32, Ordering};

/// The upper half is the highest ticket, the lower half the next one.
pub struct Tickets {
    both: AtomicU32,
}

impl Tickets {
    pub const fn new() -> Self {
        Self {
            both: AtomicU32::new(0),
        }
    }

    pub fn next(&self) -> u16 {
        let issue = |both: u32| {
            let (highest, next) = ((both >> 16) as u16, both as u16);
            Some(u32::from(highest.max(next)) << 16 | u32::from(next.wrapping_add(1)))
        };
        let (Ok(before) | Err(before)) =
            self.both
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, issue);
        before as u16
    }

    pub fn issued_max(&self) -> u16 {
        // A read-modify-write that changes nothing reads the newest value.
        (self.both.fetch_or(0, Ordering::AcqRel) >> 16) as u16
    }
}
