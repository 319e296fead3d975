//! The atomic integers.

use super::common::atomic;
use super::core::Core;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::atomic::Ordering;
use kit_wire::trace::{AtomicType, Item, Modify, ObjectKind};

/// One atomic integer type.
macro_rules! atomic_int {
    ($name:ident, $kind:literal, $type:ident, $int:ty) => {
        atomic!(
            $name,
            $kind,
            $type,
            $int,
            |value: $int| value as u64,
            |bits: u64| bits as $int
        );

        impl $name {
            /// Adds, wrapping.
            #[track_caller]
            pub fn fetch_add(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, Modify::FetchAdd, |old| old.wrapping_add(value))
            }

            /// Subtracts, wrapping.
            #[track_caller]
            pub fn fetch_sub(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, Modify::FetchSub, |old| old.wrapping_sub(value))
            }

            /// Bitwise and.
            #[track_caller]
            pub fn fetch_and(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, Modify::FetchAnd, |old| old & value)
            }

            /// Bitwise nand.
            #[track_caller]
            pub fn fetch_nand(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, Modify::FetchNand, |old| !(old & value))
            }

            /// Bitwise or.
            #[track_caller]
            pub fn fetch_or(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, Modify::FetchOr, |old| old | value)
            }

            /// Bitwise xor.
            #[track_caller]
            pub fn fetch_xor(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, Modify::FetchXor, |old| old ^ value)
            }

            /// The larger of both.
            #[track_caller]
            pub fn fetch_max(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, Modify::FetchMax, |old| old.max(value))
            }

            /// The smaller of both.
            #[track_caller]
            pub fn fetch_min(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, Modify::FetchMin, |old| old.min(value))
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

atomic_int!(AtomicU8, "AtomicU8", U8, u8);
atomic_int!(AtomicU16, "AtomicU16", U16, u16);
atomic_int!(AtomicU32, "AtomicU32", U32, u32);
atomic_int!(AtomicU64, "AtomicU64", U64, u64);
atomic_int!(AtomicUsize, "AtomicUsize", Usize, usize);
atomic_int!(AtomicI8, "AtomicI8", I8, i8);
atomic_int!(AtomicI16, "AtomicI16", I16, i16);
atomic_int!(AtomicI32, "AtomicI32", I32, i32);
atomic_int!(AtomicI64, "AtomicI64", I64, i64);
atomic_int!(AtomicIsize, "AtomicIsize", Isize, isize);
