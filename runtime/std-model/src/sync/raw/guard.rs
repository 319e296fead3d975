//! What a thread holds while it holds a lock.

use super::lock::{RawLock, Under};
use crate::model::event::{At, Event, Op};
use crate::model::world::{me, try_world, world};
use crate::sync::shown;
use ::std::cell::Cell;
use ::std::panic::Location;

/// A thread that looks under its locks more often than this in one execution does so without end.
const MOST_LOOKS: u32 = 5_000_000;

/// A guard without the type of what it guards. Gives the lock back when it is dropped.
pub(crate) struct RawGuard<'a> {
    lock: &'a RawLock,
    under: Under,
    object: u32,
    /// It holds the read side only.
    shared: bool,
    was_panicking: bool,
    /// The rows of the first read and the first write, so that each is recorded once.
    read: Cell<bool>,
    write: Cell<Option<u32>>,
    at: At,
    /// The lock is given back already.
    is_over: bool,
}

impl<'a> RawGuard<'a> {
    /// The lock has just been taken.
    pub(super) fn new(
        lock: &'a RawLock,
        under: Under,
        (object, at): (u32, At),
        shared: bool,
    ) -> RawGuard<'a> {
        RawGuard {
            lock,
            under,
            object,
            shared,
            was_panicking: crate::thread::panicking(),
            read: Cell::new(false),
            write: Cell::new(None),
            at,
            is_over: false,
        }
    }

    /// Whether a panic began while the lock was held.
    #[inline(never)]
    pub fn is_poisoned(&self) -> bool {
        self.lock.poison().is_set()
    }

    /// The data is looked at.
    #[inline(never)]
    #[track_caller]
    pub fn look(&self) {
        if !self.read.get() && self.write.get().is_none() {
            self.touched(Op::Read, Location::caller());
            self.read.set(true);
        }
        count_looks();
    }

    /// The data is borrowed for writing.
    #[inline(never)]
    #[track_caller]
    pub fn write(&mut self) {
        if self.write.get().is_none() {
            let row = self.touched(Op::Write, Location::caller());
            self.write.set(row);
        }
        count_looks();
    }

    /// Records that the data was touched; gives the row.
    fn touched(&self, op: Op, at: At) -> Option<u32> {
        let read = self.value();
        world(|world| {
            (!world.ended).then(|| {
                let thread = me();
                world.record(Event {
                    thread,
                    op,
                    object: self.object,
                    order: None,
                    read,
                    wrote: None,
                    version: 0,
                    at,
                })
            })
        })
    }

    fn value(&self) -> Option<u64> {
        // SAFETY: the lock is held, so nobody else writes the data, and the lock says what it is.
        unsafe { shown::bits(self.under.of, self.under.data) }
    }

    /// Writes the value that the guard leaves behind into the row of its first write.
    fn settle(&self) {
        let Some(row) = self.write.take() else { return };
        let value = self.value();
        try_world(|world| {
            if let Some(event) = world.events.get_mut(row as usize) {
                event.wrote = value;
            }
        });
    }

    /// The lock is about to be given back by other means than dropping the guard, whatever happens meanwhile.
    pub(super) fn end(&mut self) {
        self.settle();
        self.is_over = true;
    }

    /// Gives the lock back after [`Self::end`]; something is about to be different under it.
    pub(super) fn unlock(&self, at: At) {
        self.lock.unlock(self.object, at, self.shared, true);
    }

    /// Takes the lock again after [`Self::unlock`].
    pub(super) fn lock_again(&mut self, at: At) {
        self.lock.lock_again(self.object, at);
        let place = (self.object, at);
        // The old one is over, so dropping it does nothing.
        *self = RawGuard::new(self.lock, self.under, place, self.shared);
    }

    /// Gives up writing, and keeps reading: no other writer comes in between.
    #[inline(never)]
    pub fn downgrade(mut self) -> RawGuard<'a> {
        self.end();
        self.lock.downgrade(self.object, self.at);
        RawGuard::new(self.lock, self.under, (self.object, self.at), true)
    }
}

impl Drop for RawGuard<'_> {
    #[inline(never)]
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        let mut changed = false;
        if !self.shared {
            changed = self.write.get().is_some() || crate::thread::panicking();
            self.settle();
            self.lock.poison().done(self.was_panicking);
        }
        self.lock.unlock(self.object, self.at, self.shared, changed);
    }
}

/// Looking under a lock is no step, but whoever does so without end is stopped.
#[track_caller]
fn count_looks() {
    world(|world| {
        let thread = world.current();
        thread.looks += 1;
        if thread.looks > MOST_LOOKS {
            crate::model::finish::too_long(world, Location::caller());
        }
    });
}
