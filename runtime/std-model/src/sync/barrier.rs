//! `Barrier`.

use crate::model::event::Op;
use crate::model::slot::Slot;
use crate::model::step::{block, cut_off, step};
use crate::model::world::{Why, world};
use ::std::cell::Cell;
use ::std::fmt;
use ::std::panic::Location;
use kit_wire::trace::ObjectKind;

/// `std::sync::Barrier`.
pub struct Barrier {
    slot: Slot,
    size: usize,
    /// How many have come, and how often the barrier has opened.
    state: Cell<(usize, usize)>,
}

// SAFETY: `state` is only touched between two steps of a model, whose threads all run on one thread of the operating
// system.
unsafe impl Sync for Barrier {}
impl ::std::panic::RefUnwindSafe for Barrier {}

/// `std::sync::BarrierWaitResult`.
pub struct BarrierWaitResult(bool);

impl Barrier {
    /// A barrier for `n` threads.
    #[must_use]
    #[track_caller]
    pub const fn new(n: usize) -> Barrier {
        Barrier {
            slot: Slot::new(Location::caller()),
            size: n,
            state: Cell::new((0, 0)),
        }
    }

    /// Waits until all have come.
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        let at = Location::caller();
        let object = self
            .slot
            .object(ObjectKind::Barrier, |_, _| self.state.set((0, 0)));
        step(object);
        let (came, opened) = self.state.get();
        world(|world| {
            world.note(Op::BarrierWait, object, at);
            world.give_too(object);
        });
        if came + 1 >= self.size {
            self.state.set((0, opened + 1));
            world(|world| {
                world.take(object);
                world.changed(object);
            });
            return BarrierWaitResult(true);
        }
        self.state.set((came + 1, opened));
        while self.state.get().1 == opened && !cut_off() {
            block(object, Why::Barrier, None, at);
        }
        world(|world| {
            world.take(object);
            world.note(Op::BarrierPass, object, at);
        });
        BarrierWaitResult(false)
    }
}

impl BarrierWaitResult {
    /// `true` for exactly one of the threads.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult")
            .field("is_leader", &self.0)
            .finish()
    }
}
