//! Judged checks: a judge without student code asks, a driver with student code answers, the grader carries
//! the messages between them, watches the time, and starts a new driver when one died.

use crate::{Panicked, Place};
use serde::{Deserialize, Serialize};

/// The grader's first message to a judge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Begin {
    /// Seed of everything that the judge draws by chance.
    pub seed: u64,
    /// Names of the judge functions to run, in order; empty: all.
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
    /// The process ended by itself with this exit code (`process::exit` in student code).
    Exited(i32),
    /// A signal ended it; the number.
    Signalled(i32),
    /// It ran into the wall-clock or CPU limit. `busy`: it had been computing (an endless loop), else it
    /// had been waiting (a deadlock or a lost wake-up).
    TimedOut {
        /// Computing rather than waiting.
        busy: bool,
        /// The limit in milliseconds.
        limit_ms: u64,
    },
    /// It printed more than the limit.
    TooMuchOutput,
    /// It used more memory than the limit.
    OutOfMemory,
    /// Its stack overflowed.
    StackOverflow,
    /// It wrote something that is no answer to the question.
    Protocol(String),
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// One sentence: what happened.
    pub message: String,
    /// What was asked of the student's code: `count_up(3)`.
    pub call: Option<String>,
    /// What the answer should have been.
    pub expected: Option<String>,
    /// What it was.
    pub got: Option<String>,
    /// Where in the student's code a panic began.
    pub place: Option<Place>,
    /// How the driver was lost, if it was.
    pub loss: Option<Loss>,
    /// For properties: the smallest input found, as `name = value` lines.
    pub counterexample: Option<Counterexample>,
}

/// The smallest input that fails a property.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Counterexample {
    /// Each argument's name and value.
    pub inputs: Vec<(String, String)>,
    /// How many cases were tried until the first failure.
    pub cases: u32,
    /// The seed that finds it again.
    pub seed: u64,
}
