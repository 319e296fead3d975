//! A lock that several may hold for reading, or one alone. A mutex is one that nobody ever reads.

use super::guard::RawGuard;
use crate::model::event::{At, Op};
use crate::model::fresh;
use crate::model::slot::Slot;
use crate::model::spin::{looked, polled};
use crate::model::step::{ask, block, cut_off, step, step_if_asked, step_when};
use crate::model::world::{State, Why, World, try_world, world};
use crate::sync::poison::Poison;
use ::std::cell::Cell;
use ::std::panic::Location;
use ::std::ptr::slice_from_raw_parts_mut;
use kit_wire::trace::ObjectKind;

/// `Mutex<T>` or `RwLock<T>` without its data.
pub(crate) struct RawLock {
    slot: Slot,
    /// How many hold it for reading; -1: somebody holds it alone.
    state: Cell<isize>,
    /// Whether it can be held for reading.
    shared: bool,
    /// The epoch, and the object where readers leave what they did.
    readers: Cell<(u64, u32)>,
    poison: Poison,
}

impl ::std::panic::RefUnwindSafe for RawLock {}

/// What lies under a lock, for those who do not know its type.
#[derive(Clone, Copy)]
pub(crate) struct Under {
    /// What kind of lock it is.
    pub kind: ObjectKind,
    /// The name of the data's type, with paths.
    pub of: &'static str,
    pub data: *mut u8,
    pub size: usize,
}

impl RawLock {
    /// An unlocked one.
    #[track_caller]
    pub const fn new(shared: bool) -> RawLock {
        RawLock {
            slot: Slot::new(Location::caller()),
            state: Cell::new(0),
            shared,
            readers: Cell::new((0, 0)),
            poison: Poison::new(),
        }
    }

    fn object(&self, under: Under) -> u32 {
        self.slot.object(under.kind, |before, number| {
            world(|world| world.objects[number as usize].of = Some(under.of));
            self.state.set(0);
            let data = slice_from_raw_parts_mut(under.data, under.size);
            // SAFETY: this is the first use in an execution: nobody has a guard.
            unsafe { fresh::restore(before, data) };
            if before != 0 {
                self.poison.set(false);
            } else {
                // SAFETY: as above.
                unsafe { fresh::keep(data) };
            }
        })
    }

    /// Waits until nobody holds the lock, and takes it.
    #[inline(never)]
    #[track_caller]
    pub fn lock(&self, under: Under) -> RawGuard<'_> {
        let (object, at) = (self.object(under), Location::caller());
        self.lock_again(object, at);
        RawGuard::new(self, under, (object, at), false)
    }

    /// The same, without making a guard.
    pub(super) fn lock_again(&self, object: u32, at: At) {
        step_if_asked(object);
        step_when(object, Why::Lock, at, false, || self.state.get() == 0);
        self.take(object, at);
    }

    fn take(&self, object: u32, at: At) {
        self.state.set(-1);
        world(|world| world.hold_up(object, false));
        taken(object, Op::Lock, at);
        if self.shared {
            // A writer comes after all readers; what they left is passed on by the writer.
            world(|world| {
                let readers = self.readers(world);
                world.take(readers);
                world.objects[readers as usize].hands.clear();
            });
        }
    }

    /// Takes the lock if nobody holds it.
    #[inline(never)]
    #[track_caller]
    pub fn try_lock(&self, under: Under) -> Option<RawGuard<'_>> {
        let (object, at) = (self.object(under), Location::caller());
        if self.would_block(object, |state| state != 0, at) {
            return None;
        }
        self.take(object, at);
        Some(RawGuard::new(self, under, (object, at), false))
    }

    fn would_block(&self, object: u32, is_held: fn(isize) -> bool, at: At) -> bool {
        ask(object);
        let held = is_held(self.state.get()) && !cut_off();
        if held {
            world(|world| world.note(Op::WouldBlock, object, at));
            polled(object, at);
        }
        held
    }

    /// Waits until nobody writes, and takes the read side.
    #[inline(never)]
    #[track_caller]
    pub fn read(&self, under: Under) -> RawGuard<'_> {
        let (object, at) = (self.object(under), Location::caller());
        if world(|world| world.current().holds.iter().any(|held| held.0 == object)) {
            // Reading twice may deadlock, as std's documentation says: a writer that waits comes first.
            ask(object);
            while world(|world| writer_waits(world, object)) && !cut_off() {
                block(object, Why::ReadLock, None, at);
            }
        }
        step_if_asked(object);
        step_when(object, Why::ReadLock, at, true, || self.state.get() >= 0);
        self.take_read(under, object, at)
    }

    fn take_read(&self, under: Under, object: u32, at: At) -> RawGuard<'_> {
        self.state.set(self.state.get() + 1);
        world(|world| world.hold_up(object, true));
        taken(object, Op::ReadLock, at);
        RawGuard::new(self, under, (object, at), true)
    }

    /// Takes the read side if nobody writes.
    #[inline(never)]
    #[track_caller]
    pub fn try_read(&self, under: Under) -> Option<RawGuard<'_>> {
        let (object, at) = (self.object(under), Location::caller());
        if self.would_block(object, |state| state < 0, at) {
            return None;
        }
        Some(self.take_read(under, object, at))
    }

    /// The object where readers leave what a writer must wait for.
    fn readers(&self, world: &mut World) -> u32 {
        if self.readers.get().0 != world.epoch {
            self.readers
                .set((world.epoch, world.new_object(ObjectKind::Readers, None)));
        }
        self.readers.get().1
    }

    /// Gives back the read side, or the whole lock.
    pub(super) fn unlock(&self, object: u32, at: At, read: bool, changed: bool) {
        if try_world(|_| ()).is_none() {
            return self.release(read);
        }
        if !cut_off() {
            step_if_asked(object);
        }
        // Other readers may have come or gone before the step.
        self.release(read);
        world(|world| {
            if read {
                let readers = self.readers(world);
                world.give_too(readers);
            } else {
                world.give(object);
            }
            let holds = &mut world.current().holds;
            if let Some(held) = holds.iter().rposition(|(held, _)| *held == object) {
                holds.remove(held);
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

    fn release(&self, read: bool) {
        let left = if read { self.state.get() - 1 } else { 0 };
        self.state.set(left.max(0));
    }

    /// Who holds the lock alone holds it for reading now.
    pub(super) fn downgrade(&self, object: u32, at: At) {
        step_if_asked(object);
        self.state.set(1);
        world(|world| {
            world.give(object);
            world.note(Op::Downgrade, object, at);
            let data = world.data(object);
            world.changed(data);
            world.changed_back(object);
        });
    }

    /// The flag that a panic leaves behind.
    pub(super) fn poison(&self) -> &Poison {
        &self.poison
    }

    /// For owners: whether a panic began while the lock was held, without a step.
    #[inline(never)]
    pub fn poisoned(&self) -> bool {
        self.poison.is_set()
    }

    /// Whether a panic began while the lock was held.
    #[inline(never)]
    pub fn is_poisoned(&self, under: Under) -> bool {
        ask(self.object(under));
        self.poison.is_set()
    }

    /// Forgets that panic.
    #[inline(never)]
    pub fn clear_poison(&self, under: Under) {
        step(self.object(under));
        if !cut_off() {
            self.poison.set(false);
        }
    }
}

/// Somebody waits for the whole lock.
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
