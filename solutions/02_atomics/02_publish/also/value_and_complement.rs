//! Style: no flag. The value and its complement prove each other: with neither ordering nor luck can two halves of
//! which one is still empty look like a pair of another value.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct Mailbox {
    value: AtomicU32,
    complement: AtomicU32,
}

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox {
            value: AtomicU32::new(0),
            complement: AtomicU32::new(0),
        }
    }

    pub fn publish(&self, value: u32) {
        self.value.store(value, Relaxed);
        self.complement.store(!value, Relaxed);
    }

    pub fn read(&self) -> Option<u32> {
        // Empty is 0 and 0. A half of `value` that is 0 although it was written means that 0 was published, and a
        // complement of 0 that the value is `u32::MAX`: both are read rightly.
        let (value, complement) = (self.value.load(Relaxed), self.complement.load(Relaxed));
        (value == !complement).then_some(value)
    }
}
