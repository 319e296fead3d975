//! `OnceLock`.

use super::once::Once;
use ::std::cell::{Cell, UnsafeCell};
use ::std::fmt;
use ::std::panic::Location;
use kit_wire::trace::ObjectKind;

/// `std::sync::OnceLock`.
pub struct OnceLock<T> {
    once: Once,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: as in std: the value is written once, before `once` is done, and only read afterwards.
unsafe impl<T: Send + Sync> Sync for OnceLock<T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for OnceLock<T> {}
impl<T: ::std::panic::UnwindSafe> ::std::panic::UnwindSafe for OnceLock<T> {}
impl<T: ::std::panic::UnwindSafe + ::std::panic::RefUnwindSafe> ::std::panic::RefUnwindSafe
    for OnceLock<T>
{
}

impl<T> OnceLock<T> {
    /// An empty one.
    #[must_use]
    #[track_caller]
    pub const fn new() -> OnceLock<T> {
        OnceLock {
            once: Once::named(ObjectKind::OnceLock, Location::caller()),
            value: UnsafeCell::new(None),
        }
    }

    #[inline(always)]
    fn object(&self) -> u32 {
        let (object, left_over) = self.once.begin();
        if left_over {
            // SAFETY: this is the first use in an execution; nobody refers to the value of an earlier one. The old
            // value is forgotten, not dropped: it belongs to threads that are gone.
            unsafe { ::std::mem::forget((*self.value.get()).take()) };
        }
        object
    }

    /// The value, if there is one.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        let object = self.object();
        // SAFETY: once the value is there it is only read.
        self.once
            .is_done(object, Location::caller())
            .then(|| unsafe { (*self.value.get()).as_ref() })?
    }

    /// The value, for its owner.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.value.get_mut().as_mut()
    }

    /// Waits for the value.
    #[track_caller]
    pub fn wait(&self) -> &T {
        let object = self.object();
        self.once.wait_at(object, true, Location::caller());
        // SAFETY: once the value is there it is only read.
        unsafe { (*self.value.get()).as_ref() }.expect("the wait ends when there is a value")
    }

    /// Puts the value in; gives it back if there is one already.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        match self.fill(value) {
            (_, None) => Ok(()),
            (_, Some(value)) => Err(value),
        }
    }

    #[track_caller]
    fn fill(&self, value: T) -> (&T, Option<T>) {
        let mut value = Some(value);
        let here = self.get_or_init(|| value.take().expect("runs once"));
        (here, value)
    }

    /// The value; if there is none, what `f` makes.
    #[track_caller]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        let object = self.object();
        let mut f = Some(f);
        self.once
            .call_at(object, true, Location::caller(), &mut |_| {
                let value = f.take().map(|f| f());
                // SAFETY: only the thread that runs the initialiser touches the value.
                unsafe { *self.value.get() = value };
            });
        // SAFETY: once the value is there it is only read.
        unsafe { (*self.value.get()).as_ref() }.expect("just initialised")
    }

    /// Takes the value out.
    pub fn take(&mut self) -> Option<T> {
        self.once.reset();
        self.value.get_mut().take()
    }

    /// The value.
    pub fn into_inner(mut self) -> Option<T> {
        self.value.get_mut().take()
    }
}

impl<T> Default for OnceLock<T> {
    #[track_caller]
    fn default() -> Self {
        OnceLock::new()
    }
}

impl<T> From<T> for OnceLock<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        let mut lock = OnceLock::new();
        lock.once.set_done();
        *lock.value.get_mut() = Some(value);
        lock
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        match self.get() {
            Some(value) => value.clone().into(),
            None => OnceLock::new(),
        }
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    fn eq(&self, other: &OnceLock<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_tuple("OnceLock");
        match self.get() {
            Some(value) => out.field(value),
            None => out.field(&format_args!("<uninit>")),
        };
        out.finish()
    }
}

/// Lets `LazyLock` take its function out.
pub(crate) struct Taken<F>(Cell<Option<F>>);

impl<F> Taken<F> {
    pub const fn new(f: F) -> Taken<F> {
        Taken(Cell::new(Some(f)))
    }

    pub fn take(&self) -> Option<F> {
        self.0.take()
    }
}
