//! The atomic pointer: a typed shell around one that points at nothing in particular.

use super::common::atomic;
use super::core::Core;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::ops::{BitAnd, BitOr, BitXor};
use ::std::panic::Location;
use ::std::ptr::{null_mut, with_exposed_provenance_mut};
use ::std::sync::atomic::Ordering;
use kit_wire::trace::{AtomicType, Item, Modify, ObjectKind};

atomic!(
    Pointer,
    "AtomicPtr",
    Ptr,
    *mut (),
    |pointer: *mut ()| pointer.expose_provenance() as u64,
    |bits: u64| with_exposed_provenance_mut::<()>(bits as usize)
);

impl Pointer {
    /// Puts what `f` makes of the address in its place.
    #[inline(never)]
    #[track_caller]
    fn change(
        &self,
        order: Ordering,
        how: Modify,
        f: fn(usize, usize) -> usize,
        value: usize,
    ) -> *mut () {
        self.modify(order, how, |old| {
            with_exposed_provenance_mut(f(old.expose_provenance(), value))
        })
    }
}

/// `std::sync::atomic::AtomicPtr`.
pub struct AtomicPtr<T> {
    raw: Pointer,
    to: PhantomData<*mut T>,
}

// SAFETY: as in std, only the pointer is shared.
unsafe impl<T> Send for AtomicPtr<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for AtomicPtr<T> {}
impl<T> ::std::panic::RefUnwindSafe for AtomicPtr<T> {}

#[inline(always)]
fn typed<T>(result: Result<*mut (), *mut ()>) -> Result<*mut T, *mut T> {
    match result {
        Ok(old) => Ok(old.cast()),
        Err(old) => Err(old.cast()),
    }
}

impl<T> AtomicPtr<T> {
    /// Makes one.
    #[track_caller]
    pub const fn new(value: *mut T) -> Self {
        AtomicPtr {
            raw: Pointer::new(value.cast()),
            to: PhantomData,
        }
    }

    /// Reads.
    #[track_caller]
    pub fn load(&self, order: Ordering) -> *mut T {
        self.raw.load(order).cast()
    }

    /// Writes.
    #[track_caller]
    pub fn store(&self, value: *mut T, order: Ordering) {
        self.raw.store(value.cast(), order);
    }

    /// Writes and returns the old value.
    #[track_caller]
    pub fn swap(&self, value: *mut T, order: Ordering) -> *mut T {
        self.raw.swap(value.cast(), order).cast()
    }

    /// Moves the pointer on by `value` elements.
    #[track_caller]
    pub fn fetch_ptr_add(&self, value: usize, order: Ordering) -> *mut T {
        let bytes = value.wrapping_mul(size_of::<T>());
        self.raw
            .change(order, Modify::FetchPtrAdd, usize::wrapping_add, bytes)
            .cast()
    }

    /// Moves the pointer back by `value` elements.
    #[track_caller]
    pub fn fetch_ptr_sub(&self, value: usize, order: Ordering) -> *mut T {
        let bytes = value.wrapping_mul(size_of::<T>());
        self.raw
            .change(order, Modify::FetchPtrSub, usize::wrapping_sub, bytes)
            .cast()
    }

    /// Moves the pointer on by `value` bytes.
    #[track_caller]
    pub fn fetch_byte_add(&self, value: usize, order: Ordering) -> *mut T {
        self.raw
            .change(order, Modify::FetchByteAdd, usize::wrapping_add, value)
            .cast()
    }

    /// Moves the pointer back by `value` bytes.
    #[track_caller]
    pub fn fetch_byte_sub(&self, value: usize, order: Ordering) -> *mut T {
        self.raw
            .change(order, Modify::FetchByteSub, usize::wrapping_sub, value)
            .cast()
    }

    /// Bitwise or on the address.
    #[track_caller]
    pub fn fetch_or(&self, value: usize, order: Ordering) -> *mut T {
        self.raw
            .change(order, Modify::FetchOr, <usize as BitOr>::bitor, value)
            .cast()
    }

    /// Bitwise and on the address.
    #[track_caller]
    pub fn fetch_and(&self, value: usize, order: Ordering) -> *mut T {
        self.raw
            .change(order, Modify::FetchAnd, <usize as BitAnd>::bitand, value)
            .cast()
    }

    /// Bitwise xor on the address.
    #[track_caller]
    pub fn fetch_xor(&self, value: usize, order: Ordering) -> *mut T {
        self.raw
            .change(order, Modify::FetchXor, <usize as BitXor>::bitxor, value)
            .cast()
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
        let (current, new) = (current.cast(), new.cast());
        typed(self.raw.compare_exchange(current, new, success, failure))
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
        let (current, new) = (current.cast(), new.cast());
        typed(
            self.raw
                .compare_exchange_weak(current, new, success, failure),
        )
    }

    /// The old form of [`Self::compare_exchange`].
    #[deprecated(note = "use `compare_exchange` or `compare_exchange_weak` instead")]
    #[track_caller]
    pub fn compare_and_swap(&self, current: *mut T, new: *mut T, order: Ordering) -> *mut T {
        #[allow(deprecated, reason = "this is it")]
        let old = self.raw.compare_and_swap(current.cast(), new.cast(), order);
        old.cast()
    }

    /// Applies `f` until nobody comes between; `Err` if `f` gives `None`.
    #[track_caller]
    pub fn fetch_update<F>(&self, set: Ordering, fetch: Ordering, f: F) -> Result<*mut T, *mut T>
    where
        F: FnMut(*mut T) -> Option<*mut T>,
    {
        self.try_update(set, fetch, f)
    }

    /// The newer name of [`Self::fetch_update`].
    #[track_caller]
    pub fn try_update(
        &self,
        set: Ordering,
        fetch: Ordering,
        mut f: impl FnMut(*mut T) -> Option<*mut T>,
    ) -> Result<*mut T, *mut T> {
        let update = |old: *mut ()| f(old.cast()).map(<*mut T>::cast);
        typed(self.raw.try_update(set, fetch, update))
    }

    /// Applies `f` until nobody comes between.
    #[track_caller]
    pub fn update(
        &self,
        set: Ordering,
        fetch: Ordering,
        mut f: impl FnMut(*mut T) -> *mut T,
    ) -> *mut T {
        let update = |old: *mut ()| f(old.cast()).cast();
        self.raw.update(set, fetch, update).cast()
    }

    /// The value, for its owner.
    pub fn get_mut(&mut self) -> &mut *mut T {
        let raw: *mut *mut () = self.raw.get_mut();
        // SAFETY: pointers to sized types are laid out alike, and the borrow goes on.
        unsafe { &mut *raw.cast() }
    }

    /// The value, for its owner.
    pub const fn into_inner(self) -> *mut T {
        self.raw.into_inner().cast()
    }

    /// A pointer to the value. The look-alike does not see what is done through it.
    pub fn as_ptr(&self) -> *mut *mut T {
        self.raw.as_ptr().cast()
    }

    /// In std, an atomic where a plain pointer lies. The look-alike has no room there.
    ///
    /// # Safety
    /// As in std; a model refuses in any case.
    pub unsafe fn from_ptr<'a>(pointer: *mut *mut T) -> &'a AtomicPtr<T> {
        // SAFETY: as the caller says.
        let raw: *const Pointer = unsafe { Pointer::from_ptr(pointer.cast()) };
        // SAFETY: never reached.
        unsafe { &*raw.cast() }
    }
}

impl<T> Default for AtomicPtr<T> {
    #[track_caller]
    fn default() -> Self {
        AtomicPtr::new(null_mut())
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
