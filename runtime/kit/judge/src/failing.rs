//! How a test fails: its failure is thrown, past everything that runs, to whoever runs the test.

use kit_core::broken;
use kit_wire::{
    Unmet,
    judged::{Failure, Wrong},
};
use std::panic::{self, AssertUnwindSafe, Location};

/// What one run of a test's body came to.
pub(crate) type Case = Result<(), Box<Failure>>;

/// The payload of a panic that is a failure.
struct Thrown(Box<Failure>);

/// Ends the test. No panic hook runs: this is no panic of the judge.
pub(crate) fn throw(failure: Box<Failure>) -> ! {
    panic::resume_unwind(Box::new(Thrown(failure)))
}

/// Ends the test because an expectation does not hold.
pub(crate) fn unmet(unmet: Unmet, _: &'static Location<'static>) -> ! {
    throw(Box::new(Failure::new(Wrong::Unmet(unmet))))
}

/// Runs the body of a test. A panic of the judge itself says nothing about the student's code.
pub(crate) fn attempt(body: impl FnOnce()) -> Case {
    let payload = match panic::catch_unwind(AssertUnwindSafe(body)) {
        Ok(()) => return Ok(()),
        Err(payload) => payload,
    };
    match payload.downcast::<Thrown>() {
        Ok(thrown) => Err(thrown.0),
        Err(_) => broken("panicked in its own code"),
    }
}
