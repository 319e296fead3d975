//! Ways in which an exploration ends, or has to begin again.
//!
//! The threads of a model are never unwound on a failure, in the middle of whatever they do: a second panic would abort the process.
//! The outcome is handed over, and they are gone, their stacks too. Only what they have on the heap is left.

use super::event::At;
use super::facts;
use super::outcome::Outcome;
use super::plan::Plan;
use super::probe;
use super::world::{State, Why, World, try_world};
use ::std::cell::RefCell;
use ::std::sync::mpsc::Sender;
use kit_wire::trace::{Failure, Item, Unsupported};

::std::thread_local! {
    static OUT: RefCell<Option<Sender<Outcome>>> = const { RefCell::new(None) };
}

/// Says where the outcome goes.
pub fn report_to(out: Sender<Outcome>) {
    OUT.set(Some(out));
}

/// Hands over the outcome.
pub fn tell(outcome: Outcome) {
    if let Some(out) = OUT.take() {
        // If nobody listens any more there is nobody to tell.
        let _ = out.send(outcome);
    }
}

/// Hands over the outcome; the execution is left where it is, and the thread of the operating system ends.
pub fn leave(outcome: Outcome) -> ! {
    // What goes wrong after a value was changed to try out a line says nothing about the code.
    let probed = match outcome {
        Outcome::Restart(_) => None,
        _ => probe::outcome(),
    };
    tell(probed.unwrap_or(outcome));
    ::engine::abandon()
}

/// Begins again with a better plan.
pub fn restart(better: impl FnOnce(&mut Plan), world: &World) -> ! {
    let mut plan = world.plan.clone();
    better(&mut plan);
    leave(Outcome::Restart(plan))
}

/// The execution has failed.
pub fn fail(world: &mut World, failure: Failure) -> ! {
    // What happens while a thread is tried out happens in another execution too.
    if let Some(history) = world.trial.take() {
        restart(
            |plan| {
                plan.endless.insert(history, false);
            },
            world,
        );
    }
    let record = facts::execution(world, failure);
    leave(Outcome::Failed(world.plan.clone(), Box::new(record)))
}

/// One execution is much longer than the first one: the search without a bound is given up.
pub fn run_away(world: &World) -> ! {
    leave(Outcome::Passed {
        plan: world.plan.clone(),
        complete: false,
    })
}

/// The access in this row is in a data race.
pub fn race(world: &mut World, row: usize) -> ! {
    let race = facts::race(world, row);
    fail(world, Failure::DataRace(race))
}

/// All threads wait: for each other, or for a change of what they look at.
pub fn stuck(world: &mut World) -> ! {
    let spins = |state: &State| matches!(state, State::Blocked { why: Why::Spin, .. });
    let any = world.threads.iter().any(|thread| spins(&thread.state));
    fail(
        world,
        if any {
            Failure::Livelock
        } else {
            Failure::Deadlock
        },
    )
}

/// One execution took more steps than it may.
pub fn too_long(world: &mut World, at: At) -> ! {
    let most = world.plan.bounds.branches;
    let place = at.into();
    fail(world, Failure::TooLong { most, place })
}

/// A thread was spawned beyond the bound.
pub fn too_many_threads(world: &mut World, at: At) -> ! {
    let most = world.plan.bounds.threads.min(::engine::MAX_THREADS);
    let place = at.into();
    fail(world, Failure::TooManyThreads { most, place })
}

/// The model asked for something that the look-alike does not have.
pub fn unsupported(item: Item) {
    if let Some(plan) = try_world(|world| world.plan.clone()) {
        leave(Outcome::Unsupported(plan, Unsupported::Item(item)));
    }
}
