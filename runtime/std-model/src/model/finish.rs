//! Ways in which an exploration ends, or has to begin again.
//!
//! The threads of a model are never unwound on a failure, in the middle of whatever they do: a second panic would abort the process.
//! The outcome is handed over, and they are gone, their stacks too. Only what they have on the heap is left.

use super::event::{At, Op};
use super::plan::{Plan, Site};
use super::probe;
use super::story::{self, Told};
use super::world::{State, Why, World, try_world, world};
use ::std::cell::RefCell;
use ::std::sync::mpsc::Sender;
use kit_wire::trace::{FailureKind, ModelFailure};

/// What a pass of the exploration came to.
pub enum Outcome {
    /// No execution failed.
    Passed {
        /// What was found out.
        plan: Plan,
        /// All executions within the bounds were run.
        complete: bool,
    },
    /// An execution failed.
    Failed(Plan, Box<ModelFailure>),
    /// The model needs more than was planned.
    Restart(Plan),
    /// Whether the code at this place writes through the pointer that it got.
    Probed(Site, bool),
    /// Something that the look-alike cannot do.
    Unsupported(Plan, String),
}

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
pub fn fail(world: &mut World, told: Told) -> ! {
    // What happens while a thread is tried out happens in another execution too.
    if let Some(history) = world.trial.take() {
        restart(
            |plan| {
                plan.endless.insert(history, false);
            },
            world,
        );
    }
    let failure = story::failure(world, told);
    leave(Outcome::Failed(world.plan.clone(), Box::new(failure)))
}

/// All threads wait for each other.
pub fn stuck(world: &mut World) {
    if world.stuck_is_right {
        return world.cut(true);
    }
    let spins = world
        .threads
        .iter()
        .any(|thread| matches!(thread.state, State::Blocked { why: Why::Spin, .. }));
    let kind = if spins {
        FailureKind::Livelock
    } else {
        FailureKind::Deadlock
    };
    fail(world, Told::new(kind))
}

/// One execution is much longer than the first one: the search without a bound is given up.
pub fn run_away(world: &World) -> ! {
    leave(Outcome::Passed {
        plan: world.plan.clone(),
        complete: false,
    })
}

/// One execution took more steps than it may.
pub fn too_long(world: &mut World, at: At) -> ! {
    let mut told = Told::new(FailureKind::TooLong);
    told.place = Some(at.into());
    told.message = Some(format!(
        "One execution took more than {} steps: something goes on without end, or the model is too large.",
        world.plan.bounds.branches
    ));
    fail(world, told)
}

/// A thread was spawned beyond the bound.
pub fn too_many_threads(world: &mut World, at: At) -> ! {
    let mut told = Told::new(FailureKind::TooManyThreads);
    told.place = Some(at.into());
    let most = world.plan.bounds.threads.min(::engine::MAX_THREADS);
    told.message = Some(format!(
        "More than {most} threads, the main thread included: a model can have no more."
    ));
    fail(world, told)
}

/// Student code ended the process.
pub fn exit(call: &str, code: Option<i32>, at: At) -> ! {
    // If the check is over already, a thread that should have been gone cannot end anything any more.
    if !world(|world| world.is_cut_off()) {
        world(|world| exit_now(call, code, at, world));
    }
    world(|world| world.current().panicking = true);
    ::std::panic::resume_unwind(Box::new(super::step::Cancelled))
}

fn exit_now(call: &str, code: Option<i32>, at: At, world: &mut World) {
    world.remark(Op::Other("ends the process"), at);
    match code {
        Some(code) if world.program => {
            world.exited = Some(code);
            world.cut(true);
        }
        _ => {
            let mut told = Told::new(FailureKind::Exit);
            told.place = Some(at.into());
            told.message = Some(format!(
                "`{call}` ends the whole process, with all its threads, in the middle of the check."
            ));
            fail(world, told)
        }
    }
}

/// The model asked for something that the look-alike does not have.
pub fn unsupported(what: &str, instead: &str) {
    let said = format!("`{what}` cannot be model-checked; use {instead} instead");
    if let Some(plan) = try_world(|world| world.plan.clone()) {
        leave(Outcome::Unsupported(plan, said));
    }
}
