//! `RwLock`.

use super::poison::Poison;
use super::{LockResult, PoisonError, TryLockError, TryLockResult, shown};
use crate::model::event::{At, Event, Op};
use crate::model::fresh;
use crate::model::slot::Slot;
use crate::model::spin::{looked, polled};
use crate::model::step::{ask, block, cut_off, step, step_if_asked};
use crate::model::world::{State, Why, World, me, try_world, world};
use ::std::cell::{Cell, UnsafeCell};
use ::std::fmt;
use ::std::ops::{Deref, DerefMut};
use ::std::panic::Location;

/// `std::sync::RwLock`.
pub struct RwLock<T: ?Sized> {
    slot: Slot,
    /// How many hold the read side; -1: somebody holds the write side.
    state: Cell<isize>,
    /// The epoch, and the object where readers leave what they did.
    readers: Cell<(u64, u32)>,
    poison: Poison,
    data: UnsafeCell<T>,
}

// SAFETY: as in std: the guards give out the data. The other fields are only touched between two steps of a model,
// whose threads all run on one thread of the operating system.
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
// SAFETY: as above.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}
impl<T: ?Sized> ::std::panic::UnwindSafe for RwLock<T> {}
impl<T: ?Sized> ::std::panic::RefUnwindSafe for RwLock<T> {}

/// `std::sync::RwLockReadGuard`.
#[must_use = "if unused the RwLock will immediately unlock"]
#[clippy::has_significant_drop]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    at: At,
    read: Cell<bool>,
    /// Not Send, and safe to unwind as far as shared references to the data are: as in std.
    not_send: ::std::marker::PhantomData<*const T>,
}

/// `std::sync::RwLockWriteGuard`.
#[must_use = "if unused the RwLock will immediately unlock"]
#[clippy::has_significant_drop]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    was_panicking: bool,
    at: At,
    read: Cell<bool>,
    write: Cell<Option<u32>>,
    not_send: ::std::marker::PhantomData<*const ()>,
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
            slot: Slot::new(Location::caller()),
            state: Cell::new(0),
            readers: Cell::new((0, 0)),
            poison: Poison::new(),
            data: UnsafeCell::new(value),
        }
    }

    /// The data, for its owner.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.poison.is_set();
        result(poisoned, self.data.into_inner())
    }
}

impl<T: ?Sized> RwLock<T> {
    fn object(&self) -> u32 {
        self.slot
            .object(::std::any::type_name::<RwLock<T>>(), |before, _| {
                self.state.set(0);
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

    /// Waits until nobody writes, and takes the read side.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let at = Location::caller();
        let object = self.object();
        if world(|world| world.current().holds.iter().any(|held| held.0 == object)) {
            // Reading twice may deadlock, as std's documentation says: a writer that waits comes first.
            ask(object);
            while world(|world| writer_waits(world, object)) && !cut_off() {
                block(object, Why::ReadLock, None, at);
            }
        }
        step_if_asked(object);
        loop {
            while self.state.get() < 0 && !cut_off() {
                block(object, Why::ReadLock, None, at);
            }
            step(object);
            if self.state.get() >= 0 || cut_off() {
                break;
            }
        }
        self.take_read(object, at)
    }

    fn take_read(&self, object: u32, at: At) -> LockResult<RwLockReadGuard<'_, T>> {
        self.state.set(self.state.get() + 1);
        taken(object, Op::ReadLock, at);
        let not_send = ::std::marker::PhantomData;
        result(
            self.poison.is_set(),
            RwLockReadGuard {
                lock: self,
                at,
                read: Cell::new(false),
                not_send,
            },
        )
    }

    /// Takes the read side if nobody writes.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let at = Location::caller();
        let object = self.object();
        ask(object);
        if self.state.get() < 0 && !cut_off() {
            world(|world| world.note(Op::WouldBlock, object, at));
            polled(object, at);
            return Err(TryLockError::WouldBlock);
        }
        self.take_read(object, at).map_err(TryLockError::Poisoned)
    }

    /// Waits until nobody holds the lock, and takes the write side.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let at = Location::caller();
        let object = self.object();
        step_if_asked(object);
        loop {
            while self.state.get() != 0 && !cut_off() {
                block(object, Why::Lock, None, at);
            }
            step(object);
            if self.state.get() == 0 || cut_off() {
                break;
            }
        }
        self.take_write(object, at)
    }

    fn take_write(&self, object: u32, at: At) -> LockResult<RwLockWriteGuard<'_, T>> {
        self.state.set(-1);
        taken(object, Op::Lock, at);
        // A writer comes after all readers; what they left is passed on by the writer.
        world(|world| {
            let readers = self.readers(world);
            world.take(readers);
            world.objects[readers as usize].hands.clear();
        });
        let guard = RwLockWriteGuard {
            lock: self,
            was_panicking: crate::thread::panicking(),
            at,
            read: Cell::new(false),
            write: Cell::new(None),
            not_send: ::std::marker::PhantomData,
        };
        result(self.poison.is_set(), guard)
    }

    /// Takes the write side if nobody holds the lock.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let at = Location::caller();
        let object = self.object();
        ask(object);
        if self.state.get() != 0 && !cut_off() {
            world(|world| world.note(Op::WouldBlock, object, at));
            polled(object, at);
            return Err(TryLockError::WouldBlock);
        }
        self.take_write(object, at).map_err(TryLockError::Poisoned)
    }

    /// The object where readers leave what a writer must wait for.
    fn readers(&self, world: &mut World) -> u32 {
        if self.readers.get().0 != world.epoch {
            self.readers
                .set((world.epoch, world.new_object("readers", None)));
        }
        self.readers.get().1
    }

    fn unlock(&self, at: At, read: bool, changed: bool) {
        let state = if read {
            (self.state.get() - 1).max(0)
        } else {
            0
        };
        if try_world(|_| ()).is_none() {
            return self.state.set(state);
        }
        let object = self.object();
        if !cut_off() {
            step_if_asked(object);
        }
        // Other readers may have come or gone before the step.
        self.state.set(if read {
            (self.state.get() - 1).max(0)
        } else {
            0
        });
        world(|world| {
            if read {
                let readers = self.readers(world);
                world.give_too(readers);
            } else {
                world.give(object);
            }
            if let Some(held) = world
                .current()
                .holds
                .iter()
                .rposition(|(held, _)| *held == object)
            {
                world.current().holds.remove(held);
            }
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

    /// Whether a panic began while the write side was held.
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

/// Somebody waits for the write side.
fn writer_waits(world: &World, object: u32) -> bool {
    let mut states = world.threads.iter().map(|thread| &thread.state);
    states.any(|state| {
        matches!(state, State::Blocked { object: lock, why: Why::Lock, .. } if *lock == object)
    })
}

fn taken(object: u32, op: Op, at: At) {
    world(|world| {
        world.take(object);
        world.current().holds.push((object, at));
        if !world.ended {
            world.note(op, object, at);
        }
    });
}

fn result<T>(poisoned: bool, value: T) -> LockResult<T> {
    if poisoned {
        Err(PoisonError::new(value))
    } else {
        Ok(value)
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Gives up writing, and keeps reading: no other writer comes in between.
    pub fn downgrade(guard: Self) -> RwLockReadGuard<'a, T> {
        let (lock, at) = (guard.lock, guard.at);
        let object = lock.object();
        guard.settle();
        ::std::mem::forget(guard);
        step_if_asked(object);
        lock.state.set(1);
        world(|world| {
            world.give(object);
            world.note(Op::Other("downgrade"), object, at);
            let data = world.data(object);
            world.changed(data);
            world.changed_back(object);
        });
        RwLockReadGuard {
            lock,
            at,
            read: Cell::new(false),
            not_send: ::std::marker::PhantomData,
        }
    }
}

impl<T: ?Sized> RwLockWriteGuard<'_, T> {
    /// Writes the value that the guard leaves behind into the row of its first write.
    fn settle(&self) {
        let Some(row) = self.write.take() else { return };
        // SAFETY: this thread holds the write side.
        let value = shown::bits(unsafe { &*self.lock.data.get() });
        try_world(|world| {
            if let Some(event) = world.events.get_mut(row as usize) {
                event.wrote = value;
            }
        });
    }
}

/// Records that the data was touched; gives the row.
fn touched<T: ?Sized>(lock: &RwLock<T>, op: Op, at: At) -> Option<u32> {
    let object = lock.object();
    // SAFETY: this thread holds the lock.
    let read = shown::bits(unsafe { &*lock.data.get() });
    world(|world| {
        (!world.ended).then(|| {
            let thread = me();
            world.record(Event {
                thread,
                op,
                object,
                order: None,
                read,
                wrote: None,
                version: 0,
                at,
            })
        })
    })
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        if !self.read.replace(true) {
            touched(self.lock, Op::Read, Location::caller());
        }
        // SAFETY: this thread holds the read side.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    #[track_caller]
    fn deref(&self) -> &T {
        if self.write.get().is_none() && !self.read.replace(true) {
            touched(self.lock, Op::Read, Location::caller());
        }
        // SAFETY: this thread holds the write side.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        if self.write.get().is_none() {
            self.write
                .set(touched(self.lock, Op::Write, Location::caller()));
        }
        // SAFETY: this thread holds the write side.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.unlock(self.at, true, false);
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        let changed = self.write.get().is_some() || crate::thread::panicking();
        self.settle();
        self.lock.poison.done(self.was_panicking);
        self.lock.unlock(self.at, false, changed);
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
        out.field("poisoned", &self.poison.is_set())
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
