//! The atomic integers.

use super::core::Core;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::atomic::Ordering;

/// One atomic integer type.
macro_rules! atomic_int {
    ($name:ident, $int:ty) => {
        #[doc = concat!("`std::sync::atomic::", stringify!($name), "`.")]
        pub struct $name {
            core: Core,
            initial: $int,
            /// The latest value.
            plain: UnsafeCell<$int>,
        }

        // SAFETY: `plain` is written only between two steps of a model; everything else that is shared goes through `core`, whose state
        // belongs to the one operating-system thread on which a model runs.
        unsafe impl Sync for $name {}
        impl ::std::panic::RefUnwindSafe for $name {}

        impl $name {
            /// Makes one.
            #[track_caller]
            pub const fn new(value: $int) -> Self {
                $name {
                    core: Core::new(stringify!($name), Location::caller()),
                    initial: value,
                    plain: UnsafeCell::new(value),
                }
            }

            /// What the atomic holds before its first use in this execution.
            fn first(&self) -> u64 {
                if self.core.is_left_over() {
                    return self.initial as u64;
                }
                // SAFETY: nobody writes it between two steps, and nobody holds a `&mut` while there is a `&self`.
                unsafe { *self.plain.get() as u64 }
            }

            /// Keeps the latest value where its owner finds it.
            fn keep(&self) {
                if let Some(latest) = self.core.latest() {
                    // SAFETY: as in `first`.
                    unsafe { *self.plain.get() = latest as $int };
                }
            }

            /// Reads.
            #[track_caller]
            pub fn load(&self, order: Ordering) -> $int {
                self.core.load(self.first(), order, Location::caller()) as $int
            }

            /// Writes.
            #[track_caller]
            pub fn store(&self, value: $int, order: Ordering) {
                self.core
                    .store(self.first(), value as u64, order, Location::caller());
                self.keep();
            }

            #[track_caller]
            fn modify(
                &self,
                order: Ordering,
                name: &'static str,
                f: impl Fn($int) -> $int,
            ) -> $int {
                let old = self
                    .core
                    .modify(self.first(), order, Location::caller(), name, &|old| {
                        f(old as $int) as u64
                    });
                self.keep();
                old as $int
            }

            /// Writes and returns the old value.
            #[track_caller]
            pub fn swap(&self, value: $int, order: Ordering) -> $int {
                self.modify(order, "swap", |_| value)
            }

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

            /// Writes `new` if the value is `current`.
            #[track_caller]
            pub fn compare_exchange(
                &self,
                current: $int,
                new: $int,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$int, $int> {
                let result = self.core.compare_exchange(
                    self.first(),
                    current as u64,
                    new as u64,
                    (success, failure),
                    Location::caller(),
                );
                self.keep();
                result.map(|old| old as $int).map_err(|old| old as $int)
            }

            /// The same, but it may fail for no reason.
            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $int,
                new: $int,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$int, $int> {
                let at = Location::caller();
                if let Some(old) =
                    self.core
                        .fails_for_no_reason(self.first(), current as u64, failure, at)
                {
                    return Err(old as $int);
                }
                self.compare_exchange(current, new, success, failure)
            }

            /// The old form of [`Self::compare_exchange`].
            #[deprecated(note = "use `compare_exchange` or `compare_exchange_weak` instead")]
            #[track_caller]
            pub fn compare_and_swap(&self, current: $int, new: $int, order: Ordering) -> $int {
                let failure = match order {
                    Ordering::Release => Ordering::Relaxed,
                    Ordering::AcqRel => Ordering::Acquire,
                    other => other,
                };
                self.compare_exchange(current, new, order, failure)
                    .unwrap_or_else(|old| old)
            }

            /// Applies `f` until nobody comes between; `Err` if `f` gives `None`.
            #[track_caller]
            pub fn fetch_update<F>(
                &self,
                set: Ordering,
                fetch: Ordering,
                mut f: F,
            ) -> Result<$int, $int>
            where
                F: FnMut($int) -> Option<$int>,
            {
                let mut old = self.load(fetch);
                while let Some(new) = f(old) {
                    match self.compare_exchange_weak(old, new, set, fetch) {
                        Ok(old) => return Ok(old),
                        Err(now) => old = now,
                    }
                }
                Err(old)
            }

            /// The newer name of [`Self::fetch_update`].
            #[track_caller]
            pub fn try_update(
                &self,
                set: Ordering,
                fetch: Ordering,
                f: impl FnMut($int) -> Option<$int>,
            ) -> Result<$int, $int> {
                self.fetch_update(set, fetch, f)
            }

            /// Applies `f` until nobody comes between.
            #[track_caller]
            pub fn update(
                &self,
                set: Ordering,
                fetch: Ordering,
                mut f: impl FnMut($int) -> $int,
            ) -> $int {
                let mut old = self.load(fetch);
                loop {
                    match self.compare_exchange_weak(old, f(old), set, fetch) {
                        Ok(old) => return old,
                        Err(now) => old = now,
                    }
                }
            }

            /// The value, for its owner.
            pub fn get_mut(&mut self) -> &mut $int {
                if self.core.is_left_over() {
                    *self.plain.get_mut() = self.initial;
                }
                self.core.reset();
                self.plain.get_mut()
            }

            /// The value, for its owner.
            pub const fn into_inner(self) -> $int {
                self.plain.into_inner()
            }

            /// A pointer to the value. The look-alike does not see what is done through it.
            pub fn as_ptr(&self) -> *mut $int {
                crate::model::unsupported(
                    concat!(stringify!($name), "::as_ptr"),
                    "the atomic's own methods",
                );
                self.plain.get()
            }
        }

        impl $name {
            /// In std, an atomic where a plain number lies. The look-alike has no room there.
            ///
            /// # Safety
            /// As in std; a model refuses in any case.
            pub unsafe fn from_ptr<'a>(_pointer: *mut $int) -> &'a $name {
                crate::model::unsupported(
                    concat!(stringify!($name), "::from_ptr"),
                    concat!(stringify!($name), "::new"),
                );
                panic!("no atomic can be made of a pointer")
            }
        }

        impl Default for $name {
            #[track_caller]
            fn default() -> Self {
                $name::new(0)
            }
        }

        impl From<$int> for $name {
            #[track_caller]
            fn from(value: $int) -> Self {
                $name::new(value)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.load(Ordering::Relaxed), f)
            }
        }
    };
}

atomic_int!(AtomicU8, u8);
atomic_int!(AtomicU16, u16);
atomic_int!(AtomicU32, u32);
atomic_int!(AtomicU64, u64);
atomic_int!(AtomicUsize, usize);
atomic_int!(AtomicI8, i8);
atomic_int!(AtomicI16, i16);
atomic_int!(AtomicI32, i32);
atomic_int!(AtomicI64, i64);
atomic_int!(AtomicIsize, isize);
