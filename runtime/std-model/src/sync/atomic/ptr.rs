//! The atomic pointer.

use super::core::Core;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::panic::Location;
use ::std::sync::atomic::Ordering;

/// `std::sync::atomic::AtomicPtr`.
pub struct AtomicPtr<T> {
    core: Core,
    initial: *mut T,
    /// The latest value.
    plain: UnsafeCell<*mut T>,
}

// SAFETY: as in std, only the pointer is shared. `plain` is written only between two steps of a model; everything else that is shared goes
// through `core`, whose state belongs to the one operating-system thread on which a model runs.
unsafe impl<T> Send for AtomicPtr<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for AtomicPtr<T> {}
impl<T> ::std::panic::RefUnwindSafe for AtomicPtr<T> {}

fn bits<T>(pointer: *mut T) -> u64 {
    pointer.expose_provenance() as u64
}

fn pointer<T>(bits: u64) -> *mut T {
    ::std::ptr::with_exposed_provenance_mut(bits as usize)
}

impl<T> AtomicPtr<T> {
    /// Makes one.
    #[track_caller]
    pub const fn new(value: *mut T) -> Self {
        AtomicPtr {
            core: Core::new("AtomicPtr", Location::caller()),
            initial: value,
            plain: UnsafeCell::new(value),
        }
    }

    /// What the atomic holds before its first use in this execution.
    fn first(&self) -> u64 {
        if self.core.is_left_over() {
            return bits(self.initial);
        }
        // SAFETY: nobody writes it between two steps, and nobody holds a `&mut` while there is a `&self`.
        bits(unsafe { *self.plain.get() })
    }

    /// Keeps the latest value where its owner finds it.
    fn keep(&self) {
        if let Some(latest) = self.core.latest() {
            // SAFETY: as in `first`.
            unsafe { *self.plain.get() = pointer(latest) };
        }
    }

    /// Reads.
    #[track_caller]
    pub fn load(&self, order: Ordering) -> *mut T {
        pointer(self.core.load(self.first(), order, Location::caller()))
    }

    /// Writes.
    #[track_caller]
    pub fn store(&self, value: *mut T, order: Ordering) {
        self.core
            .store(self.first(), bits(value), order, Location::caller());
        self.keep();
    }

    #[track_caller]
    fn modify(&self, order: Ordering, name: &'static str, f: impl Fn(usize) -> usize) -> *mut T {
        let old = self
            .core
            .modify(self.first(), order, Location::caller(), name, &|old| {
                f(old as usize) as u64
            });
        self.keep();
        pointer(old)
    }

    /// Writes and returns the old value.
    #[track_caller]
    pub fn swap(&self, value: *mut T, order: Ordering) -> *mut T {
        self.modify(order, "swap", |_| value.expose_provenance())
    }

    /// Moves the pointer on by `value` elements.
    #[track_caller]
    pub fn fetch_ptr_add(&self, value: usize, order: Ordering) -> *mut T {
        self.modify(order, "fetch_ptr_add", |old| {
            old.wrapping_add(value.wrapping_mul(size_of::<T>()))
        })
    }

    /// Moves the pointer back by `value` elements.
    #[track_caller]
    pub fn fetch_ptr_sub(&self, value: usize, order: Ordering) -> *mut T {
        self.modify(order, "fetch_ptr_sub", |old| {
            old.wrapping_sub(value.wrapping_mul(size_of::<T>()))
        })
    }

    /// Moves the pointer on by `value` bytes.
    #[track_caller]
    pub fn fetch_byte_add(&self, value: usize, order: Ordering) -> *mut T {
        self.modify(order, "fetch_byte_add", |old| old.wrapping_add(value))
    }

    /// Moves the pointer back by `value` bytes.
    #[track_caller]
    pub fn fetch_byte_sub(&self, value: usize, order: Ordering) -> *mut T {
        self.modify(order, "fetch_byte_sub", |old| old.wrapping_sub(value))
    }

    /// Bitwise or on the address.
    #[track_caller]
    pub fn fetch_or(&self, value: usize, order: Ordering) -> *mut T {
        self.modify(order, "fetch_or", |old| old | value)
    }

    /// Bitwise and on the address.
    #[track_caller]
    pub fn fetch_and(&self, value: usize, order: Ordering) -> *mut T {
        self.modify(order, "fetch_and", |old| old & value)
    }

    /// Bitwise xor on the address.
    #[track_caller]
    pub fn fetch_xor(&self, value: usize, order: Ordering) -> *mut T {
        self.modify(order, "fetch_xor", |old| old ^ value)
    }

    /// Writes `new` if the value is `current`.
    #[track_caller]
    pub fn compare_exchange(
        &self,
        current: *mut T,
        new: *mut T,
        success: Ordering,
        failure: Ordering,
    ) -> Result<*mut T, *mut T> {
        let orders = (success, failure);
        let result = self.core.compare_exchange(
            self.first(),
            bits(current),
            bits(new),
            orders,
            Location::caller(),
        );
        self.keep();
        result.map(pointer).map_err(pointer)
    }

    /// The same, but it may fail for no reason.
    #[track_caller]
    pub fn compare_exchange_weak(
        &self,
        current: *mut T,
        new: *mut T,
        success: Ordering,
        failure: Ordering,
    ) -> Result<*mut T, *mut T> {
        match self.core.fails_for_no_reason(
            self.first(),
            bits(current),
            failure,
            Location::caller(),
        ) {
            Some(old) => Err(pointer(old)),
            None => self.compare_exchange(current, new, success, failure),
        }
    }

    /// Applies `f` until nobody comes between; `Err` if `f` gives `None`.
    #[track_caller]
    pub fn fetch_update<F>(
        &self,
        set: Ordering,
        fetch: Ordering,
        mut f: F,
    ) -> Result<*mut T, *mut T>
    where
        F: FnMut(*mut T) -> Option<*mut T>,
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
        f: impl FnMut(*mut T) -> Option<*mut T>,
    ) -> Result<*mut T, *mut T> {
        self.fetch_update(set, fetch, f)
    }

    /// Applies `f` until nobody comes between.
    #[track_caller]
    pub fn update(
        &self,
        set: Ordering,
        fetch: Ordering,
        mut f: impl FnMut(*mut T) -> *mut T,
    ) -> *mut T {
        let mut old = self.load(fetch);
        loop {
            match self.compare_exchange_weak(old, f(old), set, fetch) {
                Ok(old) => return old,
                Err(now) => old = now,
            }
        }
    }

    /// The value, for its owner.
    pub fn get_mut(&mut self) -> &mut *mut T {
        if self.core.is_left_over() {
            *self.plain.get_mut() = self.initial;
        }
        self.core.reset();
        self.plain.get_mut()
    }

    /// The value, for its owner.
    pub const fn into_inner(self) -> *mut T {
        self.plain.into_inner()
    }

    /// A pointer to the value. The look-alike does not see what is done through it.
    pub fn as_ptr(&self) -> *mut *mut T {
        crate::model::unsupported("AtomicPtr::as_ptr", "the atomic's own methods");
        self.plain.get()
    }

    /// In std, an atomic where a plain pointer lies. The look-alike has no room there.
    ///
    /// # Safety
    /// As in std; a model refuses in any case.
    pub unsafe fn from_ptr<'a>(_pointer: *mut *mut T) -> &'a AtomicPtr<T> {
        crate::model::unsupported("AtomicPtr::from_ptr", "AtomicPtr::new");
        panic!("no atomic can be made of a pointer")
    }
}

impl<T> Default for AtomicPtr<T> {
    #[track_caller]
    fn default() -> Self {
        AtomicPtr::new(::std::ptr::null_mut())
    }
}

impl<T> From<*mut T> for AtomicPtr<T> {
    #[track_caller]
    fn from(value: *mut T) -> Self {
        AtomicPtr::new(value)
    }
}

impl<T> fmt::Debug for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.load(Ordering::Relaxed), f)
    }
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Pointer::fmt(&self.load(Ordering::Relaxed), f)
    }
}
