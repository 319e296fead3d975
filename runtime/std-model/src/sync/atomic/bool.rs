//! The atomic bool.

use super::common::atomic;
use super::core::Core;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::atomic::Ordering;
use kit_wire::trace::{AtomicType, Item, Modify, ObjectKind};

atomic!(
    AtomicBool,
    "AtomicBool",
    Bool,
    bool,
    u64::from,
    |bits: u64| bits != 0
);

impl AtomicBool {
    /// Logical and.
    #[track_caller]
    pub fn fetch_and(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, Modify::FetchAnd, |old| old & value)
    }

    /// Logical nand.
    #[track_caller]
    pub fn fetch_nand(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, Modify::FetchNand, |old| !(old & value))
    }

    /// Logical or.
    #[track_caller]
    pub fn fetch_or(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, Modify::FetchOr, |old| old | value)
    }

    /// Logical xor.
    #[track_caller]
    pub fn fetch_xor(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, Modify::FetchXor, |old| old ^ value)
    }

    /// Logical not.
    #[track_caller]
    pub fn fetch_not(&self, order: Ordering) -> bool {
        self.modify(order, Modify::FetchNot, |old| !old)
    }
}

impl Default for AtomicBool {
    #[track_caller]
    fn default() -> Self {
        AtomicBool::new(false)
    }
}
