//! What a check may ask and say: failures, the record so far, whole programs.

use super::event::{NONE, Op};
use super::facts;
use super::finish;
use super::step::step;
use super::world::{Cancelled, me, try_world, world};
use ::std::panic::{AssertUnwindSafe, Location};
use ::std::time::Duration;
use kit_wire::sealed::Interval;
use kit_wire::trace::{Expectation, Failure, Object, Step};

/// The check fails, and says so in this sentence.
#[track_caller]
pub fn fail(sentence: String) -> ! {
    fail_at(sentence, Location::caller())
}

/// The same for the line of a check that says so.
pub fn fail_at(sentence: String, at: &'static Location<'static>) -> ! {
    failed(Failure::Expectation(Expectation::Said(sentence)), at)
}

/// The check fails because a value is not the one expected. `what` says which value.
#[track_caller]
pub fn mismatch(what: String, got: String, expected: String) -> ! {
    mismatch_at(what, got, expected, Location::caller())
}

/// The same for the line of a check that says so.
pub fn mismatch_at(
    what: String,
    got: String,
    expected: String,
    at: &'static Location<'static>,
) -> ! {
    let differs = Expectation::Differs {
        what,
        got,
        expected,
    };
    failed(Failure::Expectation(differs), at)
}

/// The check fails because threads were not joined.
#[track_caller]
pub fn leak() -> ! {
    failed(Failure::Leak, Location::caller())
}

fn failed(failure: Failure, at: &'static Location<'static>) -> ! {
    if try_world(|_| ()).is_none() {
        panic!("a check's expectation outside its model");
    }
    world(|world| {
        if !world.is_cut_off() {
            world.note(Op::Check, NONE, at);
            finish::fail(world, failure);
        }
    });
    // A thread that is cut off cannot fail the check any more.
    world(|world| world.current().panicking = true);
    ::std::panic::resume_unwind(Box::new(Cancelled))
}

/// The record of this execution up to now: the objects, and the steps.
pub fn record() -> (Vec<Object>, Vec<Step>) {
    world(|world| (facts::objects(world), facts::steps(world)))
}

/// The running thread's number; 0 is main.
pub fn this_thread() -> usize {
    me().into()
}

/// How many threads this execution has spawned.
pub fn spawned() -> usize {
    world(|world| world.threads.len() - 1)
}

/// Where the threads were spawned that nobody has joined yet, and that no scope joins.
pub fn unjoined() -> Vec<&'static Location<'static>> {
    world(|world| {
        world.threads[1..]
            .iter()
            .filter(|thread| !thread.joined)
            .map(|thread| thread.at)
            .collect()
    })
}

/// This thread's virtual time.
pub fn now() -> Duration {
    Duration::from_nanos(try_world(|world| world.current().clock).unwrap_or(0))
}

/// Shows these bars in the report of a failure.
pub fn show_intervals(intervals: Vec<Interval>) {
    world(|world| world.intervals = intervals);
}

/// Runs a whole program; gives its exit code. When it ends, its threads are cut off.
pub fn run_program<T: ::std::process::Termination>(main: impl FnOnce() -> T) -> i32 {
    let (mut main, mut value) = (Some(main), None);
    let code = run(&mut || value = main.take().map(|main| main()));
    code.unwrap_or_else(|| value.map_or(0, |value: T| code_of(value.report())))
}

/// The same without types; `None` if `main` has returned.
#[inline(never)]
fn run(main: &mut dyn FnMut()) -> Option<i32> {
    world(|world| world.program = true);
    let result = crate::panic::catch(AssertUnwindSafe(main));
    let (output, exited) = world(|world| (world.output, world.exited.is_some()));
    if exited {
        // The program was cut off, the check goes on.
        world(|world| world.cut(false));
    } else if let Some(output) = output {
        // What the threads print comes before or after the end of main.
        step(output);
    }
    let exited = world(|world| {
        world.program = false;
        world.cut(false);
        world.exited.take()
    });
    exited.or(result.is_err().then_some(101))
}

/// `ExitCode` does not tell its number; its `Debug` form does.
#[inline(never)]
fn code_of(code: ::std::process::ExitCode) -> i32 {
    let digits: String = format!("{code:?}")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or(0)
}

/// Runs `f`, which must never return: an execution in which no thread can go on any more passes.
#[track_caller]
pub fn expect_stuck(f: impl FnOnce(), otherwise: String) {
    let mut f = Some(f);
    until_stuck(&mut || {
        if let Some(f) = f.take() {
            f();
        }
    });
    fail(otherwise)
}

#[inline(never)]
fn until_stuck(f: &mut dyn FnMut()) {
    world(|world| world.stuck_is_right = true);
    f();
    world(|world| world.stuck_is_right = false);
}
