//! The atomic integers.

use super::common::atomic;
use super::core::Core;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::atomic::Ordering;

/// One atomic integer type.
macro_rules! atomic_int {
    ($name:ident, $kind:literal, $int:ty) => {
        atomic!(
            $name,
            $kind,
            $int,
            |value: $int| value as u64,
            |bits: u64| bits as $int
        );

        impl $name {
            /// Adds, wrapping.
            #[track_caller]
            pub fn fetch_add(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "fetch_add", |old| old.wrapping_add(value))
            }

            /// Subtracts, wrapping.
            #[track_caller]
            pub fn fetch_sub(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "fetch_sub", |old| old.wrapping_sub(value))
            }

            /// Bitwise and.
            #[track_caller]
            pub fn fetch_and(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "fetch_and", |old| old & value)
            }

            /// Bitwise nand.
            #[track_caller]
            pub fn fetch_nand(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "fetch_nand", |old| !(old & value))
            }

            /// Bitwise or.
            #[track_caller]
            pub fn fetch_or(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "fetch_or", |old| old | value)
            }

            /// Bitwise xor.
            #[track_caller]
            pub fn fetch_xor(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "fetch_xor", |old| old ^ value)
            }

            /// The larger of both.
            #[track_caller]
            pub fn fetch_max(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "fetch_max", |old| old.max(value))
            }

            /// The smaller of both.
            #[track_caller]
            pub fn fetch_min(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "fetch_min", |old| old.min(value))
            }
        }

        impl Default for $name {
            #[track_caller]
            fn default() -> Self {
                $name::new(0)
            }
        }
    };
}

atomic_int!(AtomicU8, "AtomicU8", u8);
atomic_int!(AtomicU16, "AtomicU16", u16);
atomic_int!(AtomicU32, "AtomicU32", u32);
atomic_int!(AtomicU64, "AtomicU64", u64);
atomic_int!(AtomicUsize, "AtomicUsize", usize);
atomic_int!(AtomicI8, "AtomicI8", i8);
atomic_int!(AtomicI16, "AtomicI16", i16);
atomic_int!(AtomicI32, "AtomicI32", i32);
atomic_int!(AtomicI64, "AtomicI64", i64);
atomic_int!(AtomicIsize, "AtomicIsize", isize);
