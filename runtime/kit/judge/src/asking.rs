//! How a test asks the driver, and how it fails.

use crate::{loss, run::broken};
use kit_wire::{
    Panicked,
    judged::{Failure, FromJudge, Loss, Question, ToJudge},
    say,
};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    cell::{Cell, RefCell},
    io, panic,
};

/// Calls longer than this are cut in reports.
const LONGEST_CALL: usize = 200;

thread_local! {
    /// What the surrounding `expect_eq!` says it asks.
    static ABOUT: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The serial of the next question.
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// The failure of a test, thrown as a panic's payload.
pub(crate) struct Thrown(pub(crate) Failure);

/// Ends the test with a failure. No panic hook runs: it is no panic of the judge.
pub(crate) fn throw(failure: Failure) -> ! {
    panic::resume_unwind(Box::new(Thrown(failure)))
}

/// A failure that has nothing but its sentence.
pub(crate) fn failure(message: String) -> Failure {
    Failure {
        message,
        call: None,
        expected: None,
        got: None,
        place: None,
        loss: None,
        counterexample: None,
    }
}

/// Ends the test because its author says so.
pub fn fail(message: String) -> ! {
    throw(failure(message))
}

/// While it lives, questions are about this.
pub struct Asked {
    what: String,
}

impl Asked {
    /// Remembers what is asked, in the author's words.
    pub fn about(what: String) -> Self {
        ABOUT.set(Some(what.clone()));
        Asked { what }
    }

    /// Ends the test because the answer is wrong.
    pub fn mismatch(&self, got: String, expected: String) -> ! {
        throw(Failure {
            call: Some(self.what.clone()),
            expected: Some(say::shorten(&expected)),
            got: Some(say::shorten(&got)),
            ..failure(say::mismatch(&self.what, &got, &expected))
        })
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        ABOUT.set(None);
    }
}

/// Asks the driver for one call; a panic of the student's code or the loss of the driver ends the test.
pub fn ask<T: DeserializeOwned>(function: &str, call: String, arguments: &impl Serialize) -> T {
    let serial = NEXT.replace(NEXT.get() + 1);
    let question = Question {
        serial,
        function: function.to_owned(),
        arguments: kit_wire::to_bytes(arguments),
    };
    send(&FromJudge::Ask(question));
    let call = ABOUT.with_borrow(Option::clone).unwrap_or(call);
    match receive() {
        ToJudge::Answer(answer) if answer.serial != serial => {
            let text = format!("answer {} to question {serial}", answer.serial);
            lost(call, Loss::Protocol(text))
        }
        ToJudge::Answer(answer) => match answer.value {
            Ok(value) => kit_wire::from_bytes(&value)
                .unwrap_or_else(|error| lost(call, Loss::Protocol(error.to_string()))),
            Err(panicked) => panicked_in(call, panicked),
        },
        ToJudge::Lost(loss) => {
            // The next driver is a new one and counts from 0.
            NEXT.set(0);
            lost(call, loss)
        }
    }
}

fn lost(call: String, loss: Loss) -> ! {
    throw(Failure {
        call: Some(say::clip(&call, LONGEST_CALL)),
        loss: Some(loss.clone()),
        ..failure(loss::sentence(&loss))
    })
}

fn panicked_in(call: String, panicked: Panicked) -> ! {
    throw(Failure {
        call: Some(say::clip(&call, LONGEST_CALL)),
        place: panicked.place,
        ..failure(format!("Your code panicked: {}", panicked.message))
    })
}

/// Sends one message to the grader.
pub(crate) fn send(message: &FromJudge) {
    if let Err(error) = kit_wire::write_frame(&mut io::stdout().lock(), message) {
        broken(&format!("cannot write to the grader: {error}"));
    }
}

/// Waits for a message of the grader.
pub(crate) fn receive<T: DeserializeOwned>() -> T {
    kit_wire::read_frame(&mut io::stdin().lock())
        .unwrap_or_else(|error| broken(&format!("cannot read from the grader: {error}")))
}
