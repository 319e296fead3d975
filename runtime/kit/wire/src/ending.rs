//! The ways in which a process ends. The grader's `words::endings` says each of them.

use serde::{Deserialize, Serialize};

/// The exit code of a process that cannot check: a mistake in the check or in the grader, not in the student's code.
pub const CHECK_IS_BROKEN: i32 = 97;

/// How a process ended. Running into a limit is an ending like any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// By itself, with this exit code.
    Exited(i32),
    /// By the signal of this number.
    Signalled(i32),
    /// By a signal, after Rust's runtime had said that the stack overflowed.
    StackOverflow,
    /// It was stopped at its time limit.
    TimedOut {
        /// It had been computing (an endless loop) rather than waiting (a deadlock).
        busy: bool,
    },
    /// It was stopped because it printed too much.
    TooMuchOutput,
    /// It used more memory than it may.
    OutOfMemory,
}

impl Ending {
    /// The same by its own name, if Rust's runtime named it on stderr before the signal came.
    pub fn named_by(self, stderr: &str) -> Ending {
        match self {
            Ending::Signalled(_) if stderr.contains("has overflowed its stack") => {
                Ending::StackOverflow
            }
            Ending::Signalled(_) if stderr.contains("memory allocation of") => Ending::OutOfMemory,
            other => other,
        }
    }
}
