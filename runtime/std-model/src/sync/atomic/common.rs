//! What the atomics of all types have in common.

/// One atomic type: `$name`, called `$kind`, of `$value`, which `$bits` turns into 64 bits and `$of` back again.
macro_rules! atomic {
    ($name:ident, $kind:literal, $type:ident, $value:ty, $bits:expr, $of:expr) => {
        #[doc = concat!("`std::sync::atomic::", $kind, "`.")]
        pub struct $name {
            core: Core,
            initial: $value,
            /// The latest value.
            plain: UnsafeCell<$value>,
        }

        // SAFETY: `plain` is written only between two steps of a model; everything else that is shared goes through `core`, whose state
        // belongs to the one operating-system thread on which a model runs.
        unsafe impl Sync for $name {}
        impl ::std::panic::RefUnwindSafe for $name {}

        impl $name {
            /// Makes one.
            #[track_caller]
            pub const fn new(value: $value) -> Self {
                $name {
                    core: Core::new(ObjectKind::Atomic(AtomicType::$type), Location::caller()),
                    initial: value,
                    plain: UnsafeCell::new(value),
                }
            }

            /// What the atomic holds before its first use in this execution.
            fn first(&self) -> u64 {
                if self.core.is_left_over() {
                    return $bits(self.initial);
                }
                // SAFETY: nobody writes it between two steps, and nobody holds a `&mut` while there is a `&self`.
                $bits(unsafe { *self.plain.get() })
            }

            /// Keeps the latest value where its owner finds it.
            fn keep(&self) {
                if let Some(latest) = self.core.latest() {
                    // SAFETY: as in `first`.
                    unsafe { *self.plain.get() = $of(latest) };
                }
            }

            /// Reads.
            #[inline(never)]
            #[track_caller]
            pub fn load(&self, order: Ordering) -> $value {
                $of(self.core.load(self.first(), order, Location::caller()))
            }

            /// Writes.
            #[inline(never)]
            #[track_caller]
            pub fn store(&self, value: $value, order: Ordering) {
                self.core
                    .store(self.first(), $bits(value), order, Location::caller());
                self.keep();
            }

            #[track_caller]
            fn modify(&self, order: Ordering, how: Modify, f: impl Fn($value) -> $value) -> $value {
                let (first, at) = (self.first(), Location::caller());
                let old = self
                    .core
                    .modify(first, order, at, how, &|old| $bits(f($of(old))));
                self.keep();
                $of(old)
            }

            /// Writes and returns the old value.
            #[inline(never)]
            #[track_caller]
            pub fn swap(&self, value: $value, order: Ordering) -> $value {
                self.modify(order, Modify::Swap, |_| value)
            }

            /// Writes `new` if the value is `current`.
            #[inline(never)]
            #[track_caller]
            pub fn compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let result = self.core.compare_exchange(
                    self.first(),
                    $bits(current),
                    $bits(new),
                    (success, failure),
                    Location::caller(),
                );
                self.keep();
                result.map($of).map_err($of)
            }

            /// The same, but it may fail for no reason.
            #[inline(never)]
            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let (first, at) = (self.first(), Location::caller());
                match self
                    .core
                    .fails_for_no_reason(first, $bits(current), failure, at)
                {
                    Some(old) => Err($of(old)),
                    None => self.compare_exchange(current, new, success, failure),
                }
            }

            /// The old form of [`Self::compare_exchange`].
            #[deprecated(note = "use `compare_exchange` or `compare_exchange_weak` instead")]
            #[track_caller]
            pub fn compare_and_swap(
                &self,
                current: $value,
                new: $value,
                order: Ordering,
            ) -> $value {
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
            ) -> Result<$value, $value>
            where
                F: FnMut($value) -> Option<$value>,
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
                f: impl FnMut($value) -> Option<$value>,
            ) -> Result<$value, $value> {
                self.fetch_update(set, fetch, f)
            }

            /// Applies `f` until nobody comes between.
            #[track_caller]
            pub fn update(
                &self,
                set: Ordering,
                fetch: Ordering,
                mut f: impl FnMut($value) -> $value,
            ) -> $value {
                let mut old = self.load(fetch);
                loop {
                    match self.compare_exchange_weak(old, f(old), set, fetch) {
                        Ok(old) => return old,
                        Err(now) => old = now,
                    }
                }
            }

            /// The value, for its owner.
            #[inline(never)]
            pub fn get_mut(&mut self) -> &mut $value {
                if self.core.is_left_over() {
                    *self.plain.get_mut() = self.initial;
                }
                self.core.reset();
                self.plain.get_mut()
            }

            /// The value, for its owner.
            pub const fn into_inner(self) -> $value {
                self.plain.into_inner()
            }

            /// A pointer to the value. The look-alike does not see what is done through it.
            #[inline(never)]
            pub fn as_ptr(&self) -> *mut $value {
                crate::model::unsupported(Item::AtomicAsPtr(AtomicType::$type));
                self.plain.get()
            }

            /// In std, an atomic where a plain value lies. The look-alike has no room there.
            ///
            /// # Safety
            /// As in std; a model refuses in any case.
            #[inline(never)]
            pub unsafe fn from_ptr<'a>(_pointer: *mut $value) -> &'a $name {
                crate::model::unsupported(Item::AtomicFromPtr(AtomicType::$type));
                panic!("no atomic can be made of a pointer")
            }
        }

        impl From<$value> for $name {
            #[track_caller]
            fn from(value: $value) -> Self {
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

pub(super) use atomic;
