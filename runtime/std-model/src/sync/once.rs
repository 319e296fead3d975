//! `Once`, and what `OnceLock` and `LazyLock` are made of.

use crate::model::event::{At, Op};
use crate::model::slot::Slot;
use crate::model::spin::polled;
use crate::model::step::{ask, block, cut_off, step_if_asked, step_when};
use crate::model::world::{Why, world};
use ::std::cell::Cell;
use ::std::fmt;
use ::std::marker::PhantomData;
use ::std::panic::Location;
use kit_wire::trace::ObjectKind;

/// `std::sync::Once`.
pub struct Once {
    slot: Slot,
    kind: ObjectKind,
    state: Cell<State>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Running,
    Done,
    Poisoned,
}

// SAFETY: `state` is only touched between two steps of a model, whose threads all run on one thread of the operating
// system.
unsafe impl Sync for Once {}
impl ::std::panic::UnwindSafe for Once {}
impl ::std::panic::RefUnwindSafe for Once {}

/// `std::sync::OnceState`.
pub struct OnceState {
    poisoned: bool,
    /// Neither Sync nor safe to refer to from behind a panic, as in std.
    not_sync: PhantomData<Cell<()>>,
}

/// The old way to make a [`Once`].
#[deprecated(note = "the `Once::new()` function is now preferred")]
#[allow(clippy::declare_interior_mutable_const)]
pub const ONCE_INIT: Once = Once::new();

#[allow(clippy::new_without_default, reason = "std has none either")]
impl Once {
    /// One that has not run.
    #[must_use]
    #[track_caller]
    pub const fn new() -> Once {
        Once::named(ObjectKind::Once, Location::caller())
    }

    pub(crate) const fn named(kind: ObjectKind, at: At) -> Once {
        Once {
            slot: Slot::new(at),
            kind,
            state: Cell::new(State::New),
        }
    }

    /// The number in this execution, and whether another execution has used this before.
    #[inline(never)]
    pub(crate) fn begin(&self) -> (u32, bool) {
        let mut left_over = false;
        let object = self.slot.object(self.kind, |before, _| {
            left_over = before != 0;
            if left_over {
                self.state.set(State::New);
            }
        });
        (object, left_over)
    }

    /// Runs `f` unless it has run; returns when it has.
    ///
    /// # Panics
    /// If an earlier run panicked.
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        let mut f = Some(f);
        self.call(false, &mut |_| {
            if let Some(f) = f.take() {
                f();
            }
        });
    }

    /// The same, also after a run that panicked.
    #[track_caller]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        let mut f = Some(f);
        self.call(true, &mut |state| {
            if let Some(f) = f.take() {
                f(state);
            }
        });
    }

    #[inline(never)]
    #[track_caller]
    fn call(&self, force: bool, f: &mut dyn FnMut(&OnceState)) {
        self.call_at(self.begin().0, force, Location::caller(), f);
    }

    /// Calls `f` unless that was done, once at most.
    #[inline(never)]
    pub(crate) fn call_at(&self, object: u32, force: bool, at: At, f: &mut dyn FnMut(&OnceState)) {
        step_if_asked(object);
        loop {
            step_when(object, Why::Once, at, false, || {
                self.state.get() != State::Running
            });
            match self.state.get() {
                State::Done => break,
                State::Poisoned if !force => self.poisoned(),
                State::New | State::Poisoned => {
                    let poisoned = self.state.replace(State::Running) == State::Poisoned;
                    world(|world| {
                        world.hold_up(object, false);
                        world.note(Op::InitialiseBegins, object, at)
                    });
                    self.run(object, at, || {
                        f(&OnceState {
                            poisoned,
                            not_sync: PhantomData,
                        })
                    });
                    return;
                }
                State::Running if cut_off() => return,
                State::Running => {}
            }
        }
        world(|world| {
            world.take(object);
            world.progress();
            world.note(Op::Initialised, object, at);
        });
    }

    fn run(&self, object: u32, at: At, f: impl FnOnce()) {
        struct Ended<'a>(&'a Once, u32, At, State);
        impl Drop for Ended<'_> {
            fn drop(&mut self) {
                step_if_asked(self.1);
                self.0.state.set(self.3);
                world(|world| {
                    world.give(self.1);
                    if !world.ended {
                        world.note(Op::InitialiseEnds, self.1, self.2);
                    }
                    world.changed(self.1);
                });
            }
        }
        let mut ended = Ended(self, object, at, State::Poisoned);
        f();
        ended.3 = State::Done;
    }

    /// Whether it has run.
    #[inline(never)]
    #[track_caller]
    pub fn is_completed(&self) -> bool {
        let object = self.begin().0;
        self.is_done(object, Location::caller())
    }

    #[inline(never)]
    pub(crate) fn is_done(&self, object: u32, at: At) -> bool {
        ask(object);
        let done = self.state.get() == State::Done;
        if done {
            world(|world| world.take(object));
        } else {
            polled(object, at);
        }
        done
    }

    /// Waits until it has run.
    ///
    /// # Panics
    /// If the run panicked.
    #[inline(never)]
    #[track_caller]
    pub fn wait(&self) {
        let at = Location::caller();
        let object = self.begin().0;
        self.wait_at(object, false, at);
    }

    /// An earlier run panicked.
    fn poisoned(&self) -> ! {
        // A `OnceLock` begins again after a panic, so it never comes here.
        panic!("{:?} instance has previously been poisoned", self.kind)
    }

    /// Waits until it has run, also if a run panics meanwhile.
    #[inline(never)]
    #[track_caller]
    pub fn wait_force(&self) {
        let at = Location::caller();
        let object = self.begin().0;
        self.wait_at(object, true, at);
    }

    #[inline(never)]
    pub(crate) fn wait_at(&self, object: u32, force: bool, at: At) {
        while self.state.get() != State::Done && !cut_off() {
            if !force && self.state.get() == State::Poisoned {
                self.poisoned();
            }
            block(object, Why::Once, None, at);
        }
        world(|world| world.take(object));
    }

    /// For owners: whether it has run, without a step.
    #[inline(never)]
    pub(crate) fn has_run(&self) -> bool {
        self.state.get() == State::Done
    }

    /// For owners: back to the beginning.
    pub(crate) fn reset(&mut self) {
        self.state.set(State::New);
    }

    /// For owners: as if it had run.
    pub(crate) fn set_done(&mut self) {
        self.state.set(State::Done);
    }
}

impl OnceState {
    /// Whether an earlier run panicked.
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

impl fmt::Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceState")
            .field("poisoned", &self.poisoned)
            .finish()
    }
}
