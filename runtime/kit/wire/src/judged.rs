//! Judged checks. A judge without student code asks, a driver with student code answers. The grader carries their
//! messages, watches the time, and starts a new driver when one has died.

use crate::{
    ending::Ending,
    panicked::Panicked,
    place::Place,
    unmet::{Excerpt, Unmet},
};
use serde::{Deserialize, Serialize};

/// The grader's first message to a judge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Begin {
    /// The seed of all random inputs.
    pub seed: u64,
    /// The names of the judge functions to run, in order; empty: all.
    pub run: Vec<String>,
}

/// What a judge tells the grader.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum FromJudge {
    /// Put this to the driver; the judge then waits for a [`ToJudge`].
    Ask(Question),
    /// The judge has finished; nothing may follow.
    Verdict(Verdict),
}

/// What the grader answers to a [`FromJudge::Ask`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ToJudge {
    /// The driver's answer.
    Answer(Answer),
    /// The driver gave none. The next question goes to a new one.
    Lost(Loss),
}

/// A call of one `act` function.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Question {
    /// Counts up from 0 within one driver; the answer must repeat it.
    pub serial: u64,
    /// The name of the `act` function.
    pub function: String,
    /// Its arguments, a postcard tuple.
    pub arguments: Vec<u8>,
}

/// What a driver answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// The question's serial.
    pub serial: u64,
    /// The returned value in postcard, or the panic that ended the call.
    pub value: Result<Vec<u8>, Panicked>,
}

/// Why a driver gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// Its process ended.
    Ended {
        /// How.
        ending: Ending,
        /// The milliseconds that it had for its answer.
        limit_ms: u64,
    },
    /// It wrote something that is no answer to the question.
    Disturbed(Disturbance),
}

/// What a driver wrote instead of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Disturbance {
    /// An answer to another question.
    OtherAnswer,
    /// A frame of so many bytes, which is more than any may have.
    TooLarge(u32),
    /// Bytes that are no message. What the decoder says about them.
    Malformed(String),
}

/// What the judge decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Verdict {
    /// One entry for each judge function that ran, in order; it ends after the first failure.
    pub tests: Vec<Test>,
}

/// The result of one judge function.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Test {
    /// The function's name.
    pub name: String,
    /// The first line of its doc comment: what it checks, for the student to read.
    pub title: String,
    /// How many inputs were tried (1 for a plain test).
    pub cases: u32,
    /// `None`: passed.
    pub failure: Option<Failure>,
}

/// Why a judge function failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What happened.
    pub what: Wrong,
    /// For properties: the smallest input found that fails.
    pub counterexample: Option<Counterexample>,
}

/// What went wrong in a judge function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wrong {
    /// An expectation does not hold.
    Unmet(Unmet),
    /// The student's code panicked.
    Panicked {
        /// What was asked of it: `count_up(3)`.
        call: Excerpt,
        /// The panic.
        panicked: Panicked,
    },
    /// The driver gave no answer.
    Lost {
        /// What was asked of it.
        call: Excerpt,
        /// Why there is none.
        loss: Loss,
    },
    /// The driver wrote on, after its last answer.
    WroteOn,
}

impl Failure {
    /// A failure without a counterexample.
    pub fn new(what: Wrong) -> Failure {
        Failure {
            what,
            counterexample: None,
        }
    }

    /// Where in the student's code a panic began.
    pub fn place(&self) -> Option<&Place> {
        match &self.what {
            Wrong::Panicked { panicked, .. } => panicked.place.as_ref(),
            Wrong::Unmet(_) | Wrong::Lost { .. } | Wrong::WroteOn => None,
        }
    }
}

/// The smallest input that fails a property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterexample {
    /// Each argument's name and value.
    pub inputs: Vec<(String, Excerpt)>,
    /// How many cases were tried until the first failure.
    pub cases: u32,
    /// The seed that finds it again.
    pub seed: u64,
}
