//! How a check fails: the failure is put down, then the task unwinds.

use kit_wire::Unmet;
use std::{
    panic::{self, Location},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The first expectation of the current check that did not hold. It stands here and not in the panic's payload because
/// tokio keeps the panics of spawned tasks to itself.
static FIRST: Mutex<Option<Unmet>> = Mutex::new(None);

/// The payload of a panic that only ends the task.
struct Failed;

/// Puts down what did not hold and unwinds. No panic hook runs: this is no panic of the student's code.
pub(crate) fn unmet(unmet: Unmet, _: &'static Location<'static>) -> ! {
    first().get_or_insert(unmet);
    panic::resume_unwind(Box::new(Failed))
}

/// Takes what was put down, if anything was.
pub(crate) fn take() -> Option<Unmet> {
    first().take()
}

fn first() -> MutexGuard<'static, Option<Unmet>> {
    FIRST.lock().unwrap_or_else(PoisonError::into_inner)
}
