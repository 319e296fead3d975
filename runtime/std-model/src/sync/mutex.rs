//! `Mutex`.

use super::poison::Poison;
use super::{LockResult, PoisonError, TryLockError, TryLockResult, shown};
use crate::model::event::{At, Event, Op};
use crate::model::fresh;
use crate::model::slot::Slot;
use crate::model::spin::{looked, polled};
use crate::model::step::{ask, block, cut_off, step, step_if_asked};
use crate::model::world::{Why, me, try_world, world};
use ::std::cell::{Cell, UnsafeCell};
use ::std::fmt;
use ::std::ops::{Deref, DerefMut};
use ::std::panic::Location;

/// A thread that looks under its locks more often than this in one execution does so without end.
const MOST_LOOKS: u32 = 5_000_000;

/// `std::sync::Mutex`.
pub struct Mutex<T: ?Sized> {
    slot: Slot,
    held: Cell<bool>,
    poison: Poison,
    data: UnsafeCell<T>,
}

// SAFETY: as in std: whoever has the guard has the data. The other fields are only touched between two steps of a
// model, whose threads all run on one thread of the operating system.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
impl<T: ?Sized> ::std::panic::UnwindSafe for Mutex<T> {}
impl<T: ?Sized> ::std::panic::RefUnwindSafe for Mutex<T> {}

/// `std::sync::MutexGuard`.
#[must_use = "if unused the Mutex will immediately unlock"]
#[clippy::has_significant_drop]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    lock: &'a Mutex<T>,
    was_panicking: bool,
    /// The rows of the first read and the first write, so that each is recorded once.
    read: Cell<bool>,
    write: Cell<Option<u32>>,
    at: At,
    not_send: ::std::marker::PhantomData<*const ()>,
}

// SAFETY: as in std, a shared guard gives out shared references only.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}
impl<T: ?Sized> ::std::panic::RefUnwindSafe for MutexGuard<'_, T> {}

impl<T> Mutex<T> {
    /// Makes an unlocked one.
    #[track_caller]
    pub const fn new(value: T) -> Mutex<T> {
        Mutex {
            slot: Slot::new(Location::caller()),
            held: Cell::new(false),
            poison: Poison::new(),
            data: UnsafeCell::new(value),
        }
    }

    /// The data, for its owner.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.poison.is_set();
        // A guard cannot outlive the mutex, so nobody else can see this.
        result(poisoned, self.data.into_inner())
    }
}

impl<T: ?Sized> Mutex<T> {
    pub(crate) fn object(&self) -> u32 {
        self.slot
            .object(::std::any::type_name::<Mutex<T>>(), |before, _| {
                self.held.set(false);
                // SAFETY: this is the first use in an execution: nobody has a guard.
                unsafe { fresh::restore(before, self.data.get()) };
                if before != 0 {
                    self.poison.set(false);
                } else {
                    // SAFETY: as above.
                    unsafe { fresh::keep(self.data.get()) };
                }
            })
    }

    /// Waits until nobody holds the lock, and takes it.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        let at = Location::caller();
        self.lock_at(at);
        self.guard(at)
    }

    /// Takes the lock without making a guard.
    pub(crate) fn lock_at(&self, at: At) {
        let object = self.object();
        step_if_asked(object);
        loop {
            while self.held.get() && !cut_off() {
                block(object, Why::Lock, None, at);
            }
            step(object);
            if !self.held.get() || cut_off() {
                break;
            }
        }
        self.take(object, at);
    }

    fn take(&self, object: u32, at: At) {
        self.held.set(true);
        world(|world| {
            world.take(object);
            world.current().holds.push((object, at));
            if !world.ended {
                world.note(Op::Lock, object, at);
            }
        });
    }

    /// Gives the lock back.
    pub(crate) fn unlock_at(&self, at: At, changed: bool) {
        if try_world(|_| ()).is_none() {
            return self.held.set(false);
        }
        let object = self.object();
        if !cut_off() {
            step_if_asked(object);
        }
        self.held.set(false);
        world(|world| {
            world.give(object);
            world.current().holds.retain(|(held, _)| *held != object);
            if !world.ended {
                world.note(Op::Unlock, object, at);
            }
            world.changed_back(object);
            if changed {
                let data = world.data(object);
                world.changed(data);
            }
        });
        if !changed && !crate::thread::panicking() {
            looked(object, at);
        }
    }

    pub(crate) fn guard(&self, at: At) -> LockResult<MutexGuard<'_, T>> {
        let guard = MutexGuard {
            lock: self,
            was_panicking: crate::thread::panicking(),
            read: Cell::new(false),
            write: Cell::new(None),
            at,
            not_send: ::std::marker::PhantomData,
        };
        result(self.poison.is_set(), guard)
    }

    /// Takes the lock if nobody holds it.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        let at = Location::caller();
        let object = self.object();
        ask(object);
        if self.held.get() && !cut_off() {
            world(|world| world.note(Op::WouldBlock, object, at));
            polled(object, at);
            return Err(TryLockError::WouldBlock);
        }
        self.take(object, at);
        self.guard(at).map_err(TryLockError::Poisoned)
    }

    /// Whether a panic began while the lock was held.
    pub fn is_poisoned(&self) -> bool {
        ask(self.object());
        self.poison.is_set()
    }

    /// Forgets that panic.
    pub fn clear_poison(&self) {
        step(self.object());
        if !cut_off() {
            self.poison.set(false);
        }
    }

    /// The data, for its owner.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.poison.is_set();
        result(poisoned, self.data.get_mut())
    }
}

fn result<T>(poisoned: bool, value: T) -> LockResult<T> {
    if poisoned {
        Err(PoisonError::new(value))
    } else {
        Ok(value)
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    pub(crate) fn mutex(&self) -> &'a Mutex<T> {
        self.lock
    }

    /// The data was looked at or changed inside the guard's life: says so, once.
    fn touched(&self, op: Op, at: At) {
        let object = self.lock.object();
        // SAFETY: this thread holds the lock.
        let value = shown::bits(unsafe { &*self.lock.data.get() });
        let row = world(|world| {
            (!world.ended).then(|| {
                let thread = me();
                world.record(Event {
                    thread,
                    op,
                    object,
                    order: None,
                    read: value,
                    wrote: None,
                    version: 0,
                    at,
                })
            })
        });
        match op {
            Op::Write => self.write.set(row),
            _ => self.read.set(true),
        }
    }

    /// Writes the value that the guard leaves behind into the row of its first write.
    pub(crate) fn settle(&self) {
        let Some(row) = self.write.take() else { return };
        // SAFETY: this thread holds the lock.
        let value = shown::bits(unsafe { &*self.lock.data.get() });
        try_world(|world| {
            if let Some(event) = world.events.get_mut(row as usize) {
                event.wrote = value;
            }
        });
        self.read.set(false);
    }
}

/// Looking under a lock is no step, but whoever does so without end is stopped.
#[track_caller]
fn look() {
    world(|world| {
        let thread = world.current();
        thread.looks += 1;
        if thread.looks > MOST_LOOKS {
            crate::model::finish::too_long(world, Location::caller());
        }
    });
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        if !self.read.get() && self.write.get().is_none() {
            self.touched(Op::Read, Location::caller());
        }
        look();
        // SAFETY: this thread holds the lock.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        if self.write.get().is_none() {
            self.touched(Op::Write, Location::caller());
        }
        look();
        // SAFETY: this thread holds the lock.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        let changed = self.write.get().is_some() || crate::thread::panicking();
        self.settle();
        self.lock.poison.done(self.was_panicking);
        self.lock.unlock_at(self.at, changed);
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
        out.field("poisoned", &self.poison.is_set())
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
