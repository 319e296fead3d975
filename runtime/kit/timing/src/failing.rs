//! How a check fails: the failure is put down, then the task unwinds.

use kit_wire::{Panicked, Place, say, sealed::TimingFailure};
use std::{
    panic,
    sync::{Mutex, PoisonError},
};
use web_stage::Visit;

/// The first failure of the current check. It stands here and not in the panic's payload because tokio keeps
/// the panics of spawned tasks for itself.
static FIRST: Mutex<Option<TimingFailure>> = Mutex::new(None);

/// The payload of a panic that only ends the task.
struct Failed;

/// Ends the check because its author says so.
pub fn fail(message: String) -> ! {
    throw(failure(message))
}

/// Ends the check because a value is not the one expected.
pub fn mismatch(what: String, got: String, expected: String) -> ! {
    let message = say::mismatch(&what, &got, &expected);
    throw(TimingFailure {
        expected: Some(say::shorten(&expected)),
        got: Some(say::shorten(&got)),
        ..failure(message)
    })
}

/// A failure that has nothing but its sentence.
pub(crate) fn failure(message: String) -> TimingFailure {
    TimingFailure {
        message,
        expected: None,
        got: None,
        panicked: None,
        place: None,
    }
}

/// A panic of the student's code.
pub(crate) fn panicked(panicked: Panicked) -> TimingFailure {
    let message = format!("Your code panicked: {}", panicked.message);
    TimingFailure {
        place: panicked.place.clone(),
        panicked: Some(panicked),
        ..failure(message)
    }
}

/// The thread that runs all tasks was blocked.
pub(crate) fn blocked(visit: &Visit) -> TimingFailure {
    let message = format!(
        "`web::get_blocking(\"{}\")` was called in async code: it blocks the thread, so no other future can go on \
         until the page is there.",
        visit.url
    );
    TimingFailure {
        place: Some(Place::from(visit.place)),
        ..failure(message)
    }
}

/// Puts down the failure and unwinds. No panic hook runs: it is no panic of the student.
pub(crate) fn throw(failure: TimingFailure) -> ! {
    first().get_or_insert(failure);
    panic::resume_unwind(Box::new(Failed))
}

/// Takes the failure that was put down, if any.
pub(crate) fn take() -> Option<TimingFailure> {
    first().take()
}

fn first() -> std::sync::MutexGuard<'static, Option<TimingFailure>> {
    FIRST.lock().unwrap_or_else(PoisonError::into_inner)
}
