//! What went wrong in a model, in English sentences; `causes` says why, `names` and `steps` how things are called. Another
//! language is another folder like this one.

mod causes;
mod names;
mod steps;

pub(super) use names::{object, shown, thread_name};
pub(super) use steps::{missing, modify, note, operation, ordering, unexpected, waits_for};

use super::cause::{Cause, Deadlock};
use super::panics;
use super::record::Record;
use causes::cause;
use kit_wire::{
    say,
    trace::{Expectation, Failure, Item, Unsupported},
};
use names::{Name, atomic};

/// The headline: what went wrong, in one sentence or a few.
pub(super) fn headline(record: &Record<'_>, found: Option<&Cause>) -> String {
    match &record.execution.failure {
        Failure::Expectation(Expectation::Said(sentence)) => sentence.clone(),
        Failure::Expectation(Expectation::Differs {
            what,
            got,
            expected,
        }) => match found {
            Some(found) => cause(record, found),
            None => say::mismatch(what, got, expected),
        },
        Failure::Panic => panicked(record),
        Failure::NoUnwind => match panics::first(record) {
            Some((_, first)) => format!(
                "A panic while another one unwinds ends the whole process: \"{}\".",
                first.message
            ),
            None => "A panic where none may unwind ends the whole process.".to_owned(),
        },
        Failure::StackOverflow {
            bytes,
            calls_itself,
        } => overflow(*bytes, *calls_itself),
        Failure::Deadlock | Failure::Livelock => {
            let unknown = Cause::Deadlock(Deadlock::Unknown);
            cause(record, found.unwrap_or(&unknown))
        }
        Failure::DataRace(_) => match found {
            Some(found) => cause(record, found),
            None => {
                "Data race: two threads access the same data, and nothing orders the two accesses."
                    .to_owned()
            }
        },
        Failure::Leak => leak(record),
        Failure::Exit { code, .. } => {
            let call = match code {
                Some(code) => format!("process::exit({code})"),
                None => "process::abort()".to_owned(),
            };
            format!(
                "`{call}` ends the whole process, with all its threads, in the middle of the check."
            )
        }
        Failure::TooManyThreads { most, .. } => {
            format!("More than {most} threads, the main thread included: a model can have no more.")
        }
        Failure::TooLong { most, .. } => format!(
            "One execution took more than {most} steps: something goes on without end, or the model is too large."
        ),
    }
}

fn panicked(record: &Record<'_>) -> String {
    match panics::first(record) {
        Some((thread, panic)) => {
            format!(
                "{} panicked: {}",
                Name(record, thread).first(),
                panic.message
            )
        }
        None => "A thread panicked.".to_owned(),
    }
}

fn overflow(bytes: u64, calls_itself: Option<bool>) -> String {
    let size = match bytes / 1024 {
        size if size % 1024 == 0 => format!("{} MiB", size / 1024),
        size => format!("{size} KiB"),
    };
    let endless = "a function calls itself without end";
    let large = format!("the local variables of a function need more than its {size}");
    let why = match calls_itself {
        Some(true) => format!("{endless}, or too often for its {size}"),
        Some(false) => large,
        None => format!("{endless}, or {large}"),
    };
    format!("The stack overflowed: {why}.")
}

fn leak(record: &Record<'_>) -> String {
    let spawned = record.execution.threads.iter().skip(1);
    let threads = match spawned.filter(|thread| !thread.joined).count() {
        1 => "one thread was".to_owned(),
        left => format!("{left} threads were"),
    };
    format!("{threads} never joined: always join a thread.")
}

/// What cannot be modelled.
pub(super) fn unsupported(what: &Unsupported) -> String {
    match what {
        Unsupported::Item(item) => {
            let (what, instead) = match item {
                Item::AtomicAsPtr(of) => (
                    format!("{}::as_ptr", atomic(*of)),
                    "the atomic's own methods".to_owned(),
                ),
                Item::AtomicFromPtr(of) => (
                    format!("{}::from_ptr", atomic(*of)),
                    format!("{}::new", atomic(*of)),
                ),
                Item::UnsafeCellFromMut => (
                    "UnsafeCell::from_mut".to_owned(),
                    "UnsafeCell::new".to_owned(),
                ),
                Item::AsPthread => (
                    "JoinHandleExt::as_pthread_t".to_owned(),
                    "the handle's own methods".to_owned(),
                ),
            };
            format!("`{what}` cannot be model-checked; use {instead} instead")
        }
        Unsupported::NotBegun(panic) => format!("the model did not begin: {}", panic.message),
        Unsupported::Engine(why) => format!("this model makes the engine stumble: {why}"),
        Unsupported::LookAlike(panic) => {
            format!("the look-alike std stumbled: {}", panic.message)
        }
        Unsupported::NoToken(token) => format!("`{token}` is no token of a model's execution"),
    }
}
