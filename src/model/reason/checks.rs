//! What single kinds of check found.

use crate::model::{Ending, Limits};
use kit_wire::Panicked;

/// What a model check has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelReason {
    /// It passed, which says nothing about some memory.
    NotWatched,
    /// It cannot be explored: why.
    Unsupported(String),
    /// An execution failed: how.
    Failed(String),
    /// The search ended after so many executions, and none had failed.
    Unfinished(u64),
}

/// A sealed check that ended too early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsealed {
    /// How.
    pub ending: Ending,
    /// What it was given.
    pub limits: Limits,
    /// The last line on its stderr.
    pub last_words: String,
}

/// Why a program of the course did not run to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRunThrough {
    /// Its `main` returned an error.
    Failed,
    /// The submission panicked.
    Panicked(Panicked),
    /// Its process ended before.
    Unsealed(Unsealed),
}

/// Why a program that must be rejected counts as one that was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// It compiles.
    Accepted {
        /// The error's code that should have come.
        code: String,
        /// Words of it.
        phrase: String,
    },
    /// It is rejected for another reason.
    OtherReason {
        /// The error's code that should have come.
        code: String,
        /// Words of it.
        phrase: String,
    },
    /// The right error points at another place.
    OtherPlace {
        /// The error's code.
        code: String,
    },
    /// The compiler crashed on it.
    Crashed,
    /// The course does not say what the compiler should say: this file is missing.
    Unwritten(String),
}

/// How a program's run differs from what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlike {
    /// It was stopped or crashed.
    Stopped(Ending, Limits),
    /// A line is missing.
    Missing(String),
    /// A line is another.
    Printed(Misprint),
    /// A line too many.
    Surplus(String),
    /// Its exit code is another.
    ExitCode {
        /// What it was.
        code: i32,
        /// What it should be.
        expected: i32,
    },
    /// Something is missing on stderr: the course's own sentence.
    NotOnStderr(String),
}

/// A line that is not one of those that were expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misprint {
    /// The line.
    pub printed: String,
    /// Those that were expected, one or more.
    pub expected: Vec<String>,
}

/// What came of predictions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicted {
    /// The file is no list of answers.
    NotAnswers {
        /// The file.
        file: String,
        /// The line.
        line: u32,
        /// What the reader of TOML says.
        said: String,
    },
    /// Not all are right.
    Wrong(Mispredicted),
}

/// Predictions that are not all right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mispredicted {
    /// How many are right.
    pub right: u32,
    /// How many there are.
    pub of: u32,
    /// Answers for snippets that do not exist.
    pub strays: Vec<Stray>,
}

/// An answer for a snippet that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// What it is called.
    pub name: String,
    /// What was probably meant.
    pub nearest: Option<String>,
}
