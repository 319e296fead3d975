//! How a test asks the driver.

use crate::{failing, pipes};
use kit_wire::{
    Excerpt, FrameError,
    judged::{Answer, Disturbance, Failure, FromJudge, Loss, Question, ToJudge, Wrong},
};
use serde::{Serialize, de::DeserializeOwned};
use std::cell::{Cell, RefCell};

/// Characters of a call that are kept.
const LONGEST_CALL: usize = 200;

thread_local! {
    /// What the surrounding `expect_eq!` says it asks.
    static ABOUT: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The serial of the next question.
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// While it lives, questions are about this.
pub struct Asked {
    /// What is asked, in the author's words.
    pub what: String,
}

impl Asked {
    /// Remembers what is asked.
    pub fn about(what: String) -> Self {
        ABOUT.set(Some(what.clone()));
        Asked { what }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        ABOUT.set(None);
    }
}

/// Asks the driver for one call. A panic of the student's code and the loss of the driver end the test.
pub fn ask<T: DeserializeOwned>(
    function: &str,
    call: impl FnOnce() -> String,
    arguments: &impl Serialize,
) -> T {
    let serial = NEXT.replace(NEXT.get() + 1);
    let question = Question {
        serial,
        function: function.to_owned(),
        arguments: kit_wire::to_bytes(arguments),
    };
    pipes::send(&FromJudge::Ask(question));
    let wrong = match pipes::receive() {
        ToJudge::Answer(answer) => match value_of(answer, serial) {
            Ok(value) => return value,
            Err(wrong) => wrong,
        },
        ToJudge::Lost(loss) => {
            // The next driver is a new one and counts from 0.
            NEXT.set(0);
            Bad::Lost(loss)
        }
    };
    let call = ABOUT.with_borrow(Option::clone).unwrap_or_else(call);
    let call = Excerpt::new(&call, LONGEST_CALL);
    failing::throw(Box::new(Failure::new(match wrong {
        Bad::Panicked(panicked) => Wrong::Panicked { call, panicked },
        Bad::Lost(loss) => Wrong::Lost { call, loss },
    })))
}

/// What came instead of a value.
enum Bad {
    Panicked(kit_wire::Panicked),
    Lost(Loss),
}

fn value_of<T: DeserializeOwned>(answer: Answer, serial: u64) -> Result<T, Bad> {
    let disturbed = |what| Err(Bad::Lost(Loss::Disturbed(what)));
    if answer.serial != serial {
        return disturbed(Disturbance::OtherAnswer);
    }
    let value = answer.value.map_err(Bad::Panicked)?;
    match kit_wire::from_bytes(&value) {
        Ok(value) => Ok(value),
        Err(FrameError::Malformed(error)) => disturbed(Disturbance::Malformed(error.to_string())),
        Err(other) => disturbed(Disturbance::Malformed(other.to_string())),
    }
}
