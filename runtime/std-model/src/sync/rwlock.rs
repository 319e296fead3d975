//! `RwLock`: a typed shell around a [`RawLock`].

use super::poison::result;
use super::raw::{RawGuard, RawLock, Under};
use super::{LockResult, TryLockError, TryLockResult};
use ::std::cell::UnsafeCell;
use ::std::fmt;
use ::std::ops::{Deref, DerefMut};
use ::std::ptr::NonNull;
use kit_wire::trace::ObjectKind;

/// `std::sync::RwLock`.
pub struct RwLock<T: ?Sized> {
    raw: RawLock,
    data: UnsafeCell<T>,
}

// SAFETY: as in std: the guards give out the data. The lock is only touched between two steps of a model, whose threads
// all run on one thread of the operating system.
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}
impl<T: ?Sized> ::std::panic::UnwindSafe for RwLock<T> {}
impl<T: ?Sized> ::std::panic::RefUnwindSafe for RwLock<T> {}

/// `std::sync::RwLockReadGuard`.
#[must_use = "if unused the RwLock will immediately unlock"]
#[clippy::has_significant_drop]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {
    raw: RawGuard<'a>,
    /// No reference to the lock: a guard for `T` is one for whatever `T` can be used as, and a lock is not.
    data: NonNull<T>,
}

/// `std::sync::RwLockWriteGuard`.
#[must_use = "if unused the RwLock will immediately unlock"]
#[clippy::has_significant_drop]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {
    raw: RawGuard<'a>,
    lock: &'a RwLock<T>,
}

// SAFETY: as in std, a shared guard gives out shared references only.
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {}
impl<T: ?Sized + ::std::panic::RefUnwindSafe> ::std::panic::RefUnwindSafe
    for RwLockReadGuard<'_, T>
{
}
impl<T: ?Sized> ::std::panic::RefUnwindSafe for RwLockWriteGuard<'_, T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {}

impl<T> RwLock<T> {
    /// Makes an unlocked one.
    #[track_caller]
    pub const fn new(value: T) -> RwLock<T> {
        RwLock {
            raw: RawLock::new(true),
            data: UnsafeCell::new(value),
        }
    }

    /// The data, for its owner.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.raw.poisoned();
        result(poisoned, self.data.into_inner())
    }
}

impl<T: ?Sized> RwLock<T> {
    #[inline(always)]
    fn under(&self) -> Under {
        let data = self.data.get();
        Under {
            kind: ObjectKind::RwLock,
            of: ::std::any::type_name::<T>(),
            data: data.cast(),
            // SAFETY: only the size is asked for, and the pointer is the cell's own.
            size: unsafe { size_of_val(&*data) },
        }
    }

    #[inline(always)]
    fn reader<'a>(&'a self, raw: RawGuard<'a>) -> LockResult<RwLockReadGuard<'a, T>> {
        // SAFETY: a cell's pointer is never null.
        let data = unsafe { NonNull::new_unchecked(self.data.get()) };
        result(raw.is_poisoned(), RwLockReadGuard { raw, data })
    }

    #[inline(always)]
    fn writer<'a>(&'a self, raw: RawGuard<'a>) -> LockResult<RwLockWriteGuard<'a, T>> {
        result(raw.is_poisoned(), RwLockWriteGuard { raw, lock: self })
    }

    /// Waits until nobody writes, and takes the read side.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        self.reader(self.raw.read(self.under()))
    }

    /// Takes the read side if nobody writes.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        match self.raw.try_read(self.under()) {
            Some(raw) => self.reader(raw).map_err(TryLockError::Poisoned),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Waits until nobody holds the lock, and takes the write side.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        self.writer(self.raw.lock(self.under()))
    }

    /// Takes the write side if nobody holds the lock.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        match self.raw.try_lock(self.under()) {
            Some(raw) => self.writer(raw).map_err(TryLockError::Poisoned),
            None => Err(TryLockError::WouldBlock),
        }
    }

    /// Whether a panic began while the write side was held.
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

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Gives up writing, and keeps reading: no other writer comes in between.
    pub fn downgrade(guard: Self) -> RwLockReadGuard<'a, T> {
        // SAFETY: a cell's pointer is never null.
        let data = unsafe { NonNull::new_unchecked(guard.lock.data.get()) };
        let raw = guard.raw.downgrade();
        RwLockReadGuard { raw, data }
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        self.raw.look();
        // SAFETY: this thread holds the read side.
        unsafe { self.data.as_ref() }
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        self.raw.look();
        // SAFETY: this thread holds the write side.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        self.raw.write();
        // SAFETY: this thread holds the write side.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> Self {
        RwLock::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        RwLock::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("RwLock");
        match self.try_read() {
            Ok(guard) => out.field("data", &&*guard),
            Err(TryLockError::Poisoned(error)) => out.field("data", &&**error.get_ref()),
            Err(TryLockError::WouldBlock) => out.field("data", &format_args!("<locked>")),
        };
        out.field("poisoned", &self.raw.poisoned())
            .finish_non_exhaustive()
    }
}

macro_rules! shown_like_the_data {
    ($($guard:ident)*) => {$(
        impl<T: ?Sized + fmt::Debug> fmt::Debug for $guard<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&**self, f)
            }
        }

        impl<T: ?Sized + fmt::Display> fmt::Display for $guard<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&**self, f)
            }
        }
    )*};
}

shown_like_the_data!(RwLockReadGuard RwLockWriteGuard);
