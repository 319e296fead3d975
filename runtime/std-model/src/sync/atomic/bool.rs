//! The atomic bool.

use super::common::atomic;
use super::core::Core;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::atomic::Ordering;

atomic!(AtomicBool, "AtomicBool", bool, u64::from, |bits: u64| bits
    != 0);

impl AtomicBool {
    /// Logical and.
    #[track_caller]
    pub fn fetch_and(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, "fetch_and", |old| old & value)
    }

    /// Logical nand.
    #[track_caller]
    pub fn fetch_nand(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, "fetch_nand", |old| !(old & value))
    }

    /// Logical or.
    #[track_caller]
    pub fn fetch_or(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, "fetch_or", |old| old | value)
    }

    /// Logical xor.
    #[track_caller]
    pub fn fetch_xor(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, "fetch_xor", |old| old ^ value)
    }

    /// Logical not.
    #[track_caller]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.modify(order, "fetch_not", |old| !old)
    }
}

impl Default for AtomicBool {
    #[track_caller]
    fn default() -> Self {
        AtomicBool::new(false)
    }
}
