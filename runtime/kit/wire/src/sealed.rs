//! Sealed checks. Their instrument (the model's engine, tokio's clock) must sit in the process of the student's code, so
//! what they say is a record with a secret, written to a private pipe after the check functions returned.
//!
//! A failure is believed at any moment: nobody gains by forging one. A pass is believed only from
//! [`FromSealed::Finished`] with the right secret, which must be the last message.

use crate::{panicked::Panicked, trace::ModelReport};
use serde::{Deserialize, Serialize};
use std::ops::Range;

pub use crate::{
    bounds::Bounds,
    timing::{Interval, TimingFailure, TimingReport},
};

/// The grader's only message to a sealed check, its answer to [`FromSealed::Ready`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Start {
    /// Drawn afresh for each process.
    pub secret: [u8; 32],
    /// Names of the check functions to run, in order; empty: all. The record must report these and no others.
    pub run: Vec<String>,
    /// For models.
    pub bounds: Bounds,
    /// For models: run only this schedule (`--replay`).
    pub replay: Option<String>,
    /// For models: where the statics of the submission and of the check lie, counted from where the program is loaded.
    /// They are put back before each execution.
    pub statics: Vec<Range<u64>>,
}

/// What a sealed check tells the grader.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is only ever one at a time"
)]
pub enum FromSealed {
    /// One check function has ended, well or badly.
    Ran(Ran),
    /// A model is still being explored: another execution has begun. Sent a few times a second, so that the
    /// grader's watchdog measures one execution and not the whole search, whose budget is in executions.
    Working,
    /// All of them returned. Must be the last message.
    Finished {
        /// The secret of [`Start`].
        secret: [u8; 32],
        /// How many [`FromSealed::Ran`] came before.
        ran: u32,
    },
    /// The check's `main` has begun, and all that runs before it is over. Must be the first message; only then is the
    /// secret handed over.
    Ready,
}

/// The result of one check function.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ran {
    /// The function's name.
    pub name: String,
    /// The first line of its doc comment.
    pub title: String,
    /// What the instrument saw.
    pub report: Report,
}

/// What the instrument saw.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Report {
    /// A model was explored.
    Model(ModelReport),
    /// An async check ran under the paused clock.
    Timing(TimingReport),
    /// A whole program was run.
    Program(ProgramEnd),
}

/// How a program ended whose `main` was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProgramEnd {
    /// `main` returned, and what it returned is a success.
    Well,
    /// `main` returned an error.
    Failed,
    /// `main` panicked.
    Panicked(Panicked),
}

impl Report {
    /// Whether the check function passed, and the next one may run.
    pub fn passed(&self) -> bool {
        match self {
            Report::Model(report) => report.failure.is_none() && report.unsupported.is_none(),
            Report::Timing(report) => report.failure.is_none(),
            Report::Program(end) => *end == ProgramEnd::Well,
        }
    }
}
