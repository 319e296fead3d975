//! The atomic bool.

use super::core::Core;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::atomic::Ordering;

/// `std::sync::atomic::AtomicBool`.
pub struct AtomicBool {
    core: Core,
    initial: bool,
    /// The latest value.
    plain: UnsafeCell<bool>,
}

// SAFETY: `plain` is written only between two steps of a model; everything else that is shared goes through `core`, whose state belongs to
// the one operating-system thread on which a model runs.
unsafe impl Sync for AtomicBool {}
impl ::std::panic::RefUnwindSafe for AtomicBool {}

impl AtomicBool {
    /// Makes one.
    #[track_caller]
    pub const fn new(value: bool) -> Self {
        AtomicBool {
            core: Core::new("AtomicBool", Location::caller()),
            initial: value,
            plain: UnsafeCell::new(value),
        }
    }

    /// What the atomic holds before its first use in this execution.
    fn first(&self) -> u64 {
        if self.core.is_left_over() {
            return self.initial.into();
        }
        // SAFETY: nobody writes it between two steps, and nobody holds a `&mut` while there is a `&self`.
        u64::from(unsafe { *self.plain.get() })
    }

    /// Keeps the latest value where its owner finds it.
    fn keep(&self) {
        if let Some(latest) = self.core.latest() {
            // SAFETY: as in `first`.
            unsafe { *self.plain.get() = latest != 0 };
        }
    }

    /// Reads.
    #[track_caller]
    pub fn load(&self, order: Ordering) -> bool {
        self.core.load(self.first(), order, Location::caller()) != 0
    }

    /// Writes.
    #[track_caller]
    pub fn store(&self, value: bool, order: Ordering) {
        self.core
            .store(self.first(), value.into(), order, Location::caller());
        self.keep();
    }

    #[track_caller]
    fn modify(&self, order: Ordering, name: &'static str, f: impl Fn(bool) -> bool) -> bool {
        let old = self
            .core
            .modify(self.first(), order, Location::caller(), name, &|old| {
                f(old != 0).into()
            });
        self.keep();
        old != 0
    }

    /// Writes and returns the old value.
    #[track_caller]
    pub fn swap(&self, value: bool, order: Ordering) -> bool {
        self.modify(order, "swap", |_| value)
    }

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

    /// Writes `new` if the value is `current`.
    #[track_caller]
    pub fn compare_exchange(
        &self,
        current: bool,
        new: bool,
        success: Ordering,
        failure: Ordering,
    ) -> Result<bool, bool> {
        let result = self.core.compare_exchange(
            self.first(),
            current.into(),
            new.into(),
            (success, failure),
            Location::caller(),
        );
        self.keep();
        result.map(|old| old != 0).map_err(|old| old != 0)
    }

    /// The same, but it may fail for no reason.
    #[track_caller]
    pub fn compare_exchange_weak(
        &self,
        current: bool,
        new: bool,
        success: Ordering,
        failure: Ordering,
    ) -> Result<bool, bool> {
        match self.core.fails_for_no_reason(
            self.first(),
            current.into(),
            failure,
            Location::caller(),
        ) {
            Some(old) => Err(old != 0),
            None => self.compare_exchange(current, new, success, failure),
        }
    }

    /// The old form of [`Self::compare_exchange`].
    #[deprecated(note = "use `compare_exchange` or `compare_exchange_weak` instead")]
    #[track_caller]
    pub fn compare_and_swap(&self, current: bool, new: bool, order: Ordering) -> bool {
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
    pub fn fetch_update<F>(&self, set: Ordering, fetch: Ordering, mut f: F) -> Result<bool, bool>
    where
        F: FnMut(bool) -> Option<bool>,
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
        f: impl FnMut(bool) -> Option<bool>,
    ) -> Result<bool, bool> {
        self.fetch_update(set, fetch, f)
    }

    /// Applies `f` until nobody comes between.
    #[track_caller]
    pub fn update(&self, set: Ordering, fetch: Ordering, mut f: impl FnMut(bool) -> bool) -> bool {
        let mut old = self.load(fetch);
        loop {
            match self.compare_exchange_weak(old, f(old), set, fetch) {
                Ok(old) => return old,
                Err(now) => old = now,
            }
        }
    }

    /// The value, for its owner.
    pub fn get_mut(&mut self) -> &mut bool {
        if self.core.is_left_over() {
            *self.plain.get_mut() = self.initial;
        }
        self.core.reset();
        self.plain.get_mut()
    }

    /// The value, for its owner.
    pub const fn into_inner(self) -> bool {
        self.plain.into_inner()
    }

    /// A pointer to the value. The look-alike does not see what is done through it.
    pub fn as_ptr(&self) -> *mut bool {
        crate::model::unsupported("AtomicBool::as_ptr", "the atomic's own methods");
        self.plain.get()
    }

    /// In std, an atomic where a plain truth value lies. The look-alike has no room there.
    ///
    /// # Safety
    /// As in std; a model refuses in any case.
    pub unsafe fn from_ptr<'a>(_pointer: *mut bool) -> &'a AtomicBool {
        crate::model::unsupported("AtomicBool::from_ptr", "AtomicBool::new");
        panic!("no atomic can be made of a pointer")
    }
}

impl Default for AtomicBool {
    #[track_caller]
    fn default() -> Self {
        AtomicBool::new(false)
    }
}

impl From<bool> for AtomicBool {
    #[track_caller]
    fn from(value: bool) -> Self {
        AtomicBool::new(value)
    }
}

impl fmt::Debug for AtomicBool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.load(Ordering::Relaxed), f)
    }
}
