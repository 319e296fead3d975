//! `LazyLock`.

use super::once::Once;
use super::once_lock::Taken;
use crate::model::fresh;
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::ops::{Deref, DerefMut};
use ::std::panic::Location;
use ::std::ptr::slice_from_raw_parts_mut;
use kit_wire::trace::ObjectKind;

/// `std::sync::LazyLock`.
pub struct LazyLock<T, F = fn() -> T> {
    once: Once,
    value: UnsafeCell<Option<T>>,
    make: Taken<F>,
}

// SAFETY: as in std: the value is written once, before `once` is done, and only read afterwards; the function is taken
// by the thread that does it.
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}
impl<T: ::std::panic::UnwindSafe, F: ::std::panic::UnwindSafe> ::std::panic::UnwindSafe
    for LazyLock<T, F>
{
}
impl<T: ::std::panic::RefUnwindSafe + ::std::panic::UnwindSafe, F: ::std::panic::UnwindSafe>
    ::std::panic::RefUnwindSafe for LazyLock<T, F>
{
}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// Makes its value with `f` when it is first used.
    #[track_caller]
    pub const fn new(f: F) -> LazyLock<T, F> {
        LazyLock {
            once: Once::named(ObjectKind::LazyLock, Location::caller()),
            value: UnsafeCell::new(None),
            make: Taken::new(f),
        }
    }

    /// The value; made now if it has not been made.
    ///
    /// # Panics
    /// If the function panics now or has panicked before.
    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        let object = this.object();
        this.once
            .call_at(object, false, Location::caller(), &mut |_| {
                let make = this.make.take().expect("the function is taken once");
                let value = make();
                // SAFETY: only the thread that runs the initialiser touches the value.
                unsafe { *this.value.get() = Some(value) };
            });
        // SAFETY: once the value is there it is only read.
        unsafe { (*this.value.get()).as_ref() }.expect("just initialised")
    }

    /// The value, for its owner; made now if it has not been made.
    ///
    /// # Panics
    /// If the function panics now or has panicked before.
    #[track_caller]
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        LazyLock::force(this);
        this.value.get_mut().as_mut().expect("just initialised")
    }
}

/// The number in this execution, and whether another execution has used this before: then the function is put back.
///
/// # Safety
/// The `size` bytes at `make` are the function, and nobody uses it during the call.
#[inline(never)]
unsafe fn begin(once: &Once, make: *mut u8, size: usize) -> (u32, bool) {
    let make = slice_from_raw_parts_mut(make, size);
    let (object, left_over) = once.begin();
    if left_over {
        // SAFETY: this is the first use in an execution: nobody has taken the function in it.
        unsafe { fresh::restore(1, make) };
    }
    // SAFETY: it is only copied.
    unsafe { fresh::keep(make) };
    (object, left_over)
}

impl<T, F> LazyLock<T, F> {
    fn object(&self) -> u32 {
        let make = (&raw const self.make).cast_mut().cast();
        // SAFETY: the function lies there, and is taken after this at the earliest.
        let (object, left_over) = unsafe { begin(&self.once, make, size_of::<Taken<F>>()) };
        if left_over {
            // SAFETY: this is the first use in an execution; nobody refers to the value of an earlier one.
            unsafe { ::std::mem::forget((*self.value.get()).take()) };
        }
        object
    }

    /// The value, if it has been made.
    #[track_caller]
    pub fn get(this: &LazyLock<T, F>) -> Option<&T> {
        let object = this.object();
        this.once
            .is_done(object, Location::caller())
            .then(|| this.peek())?
    }

    /// The value, for its owner, if it has been made.
    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {
        let made = this.once.has_run();
        made.then(|| this.value.get_mut().as_mut())?
    }

    /// Whether the value is there, without a step.
    fn peek(&self) -> Option<&T> {
        // SAFETY: once the value is there it is only read.
        self.once
            .has_run()
            .then(|| unsafe { (*self.value.get()).as_ref() })?
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        LazyLock::force(self)
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        LazyLock::force_mut(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    #[track_caller]
    fn default() -> Self {
        LazyLock::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_tuple("LazyLock");
        match self.peek() {
            Some(value) => out.field(value),
            None => out.field(&format_args!("<uninit>")),
        };
        out.finish()
    }
}
