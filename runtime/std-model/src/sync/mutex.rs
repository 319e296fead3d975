//! `Mutex`: a typed shell around a [`RawLock`].

use super::poison::result;
use super::raw::{RawGuard, RawLock, Under};
use super::{LockResult, TryLockError, TryLockResult};
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::ops::{Deref, DerefMut};
use kit_wire::trace::ObjectKind;

/// `std::sync::Mutex`.
pub struct Mutex<T: ?Sized> {
    raw: RawLock,
    data: UnsafeCell<T>,
}

// SAFETY: as in std: whoever has the guard has the data. The lock is only touched between two steps of a model, whose
// threads all run on one thread of the operating system.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
impl<T: ?Sized> ::std::panic::UnwindSafe for Mutex<T> {}
impl<T: ?Sized> ::std::panic::RefUnwindSafe for Mutex<T> {}

/// `std::sync::MutexGuard`.
#[must_use = "if unused the Mutex will immediately unlock"]
#[clippy::has_significant_drop]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    raw: RawGuard<'a>,
    lock: &'a Mutex<T>,
}

// SAFETY: as in std, a shared guard gives out shared references only.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}
impl<T: ?Sized> ::std::panic::RefUnwindSafe for MutexGuard<'_, T> {}

impl<T> Mutex<T> {
    /// Makes an unlocked one.
    #[track_caller]
    pub const fn new(value: T) -> Mutex<T> {
        Mutex {
            raw: RawLock::new(false),
            data: UnsafeCell::new(value),
        }
    }

    /// The data, for its owner.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.raw.poisoned();
        // A guard cannot outlive the mutex, so nobody else can see this.
        result(poisoned, self.data.into_inner())
    }
}

impl<T: ?Sized> Mutex<T> {
    #[inline(always)]
    fn under(&self) -> Under {
        let data = self.data.get();
        Under {
            kind: ObjectKind::Mutex,
            of: ::std::any::type_name::<T>(),
            data: data.cast(),
            // SAFETY: only the size is asked for, and the pointer is the cell's own.
            size: unsafe { size_of_val(&*data) },
        }
    }

    /// Waits until nobody holds the lock, and takes it.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        self.guard(self.raw.lock(self.under()))
    }

    #[inline(always)]
    fn guard<'a>(&'a self, raw: RawGuard<'a>) -> LockResult<MutexGuard<'a, T>> {
        result(raw.is_poisoned(), MutexGuard { raw, lock: self })
    }

    /// Takes the lock if nobody holds it.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        match self.raw.try_lock(self.under()) {
            Some(raw) => self.guard(raw).map_err(TryLockError::Poisoned),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Whether a panic began while the lock was held.
    pub fn is_poisoned(&self) -> bool {
        self.raw.is_poisoned(self.under())
    }

    /// Forgets that panic.
    pub fn clear_poison(&self) {
        self.raw.clear_poison(self.under());
    }

    /// The data, for its owner.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.raw.poisoned();
        result(poisoned, self.data.get_mut())
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// The guard without its type, for condition variables.
    #[inline(always)]
    pub(super) fn raw(&mut self) -> &mut RawGuard<'a> {
        &mut self.raw
    }

    /// Itself, or the error that says that a panic began while the lock was held.
    #[inline(always)]
    pub(super) fn checked(self) -> LockResult<Self> {
        result(self.raw.is_poisoned(), self)
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        self.raw.look();
        // SAFETY: this thread holds the lock.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        self.raw.write();
        // SAFETY: this thread holds the lock.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Self {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Mutex::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Mutex");
        match self.try_lock() {
            Ok(guard) => out.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => out.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => out.field("data", &"<locked>"),
        };
        out.field("poisoned", &self.raw.poisoned())
            .finish_non_exhaustive()
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}
