//! Sealed checks: the instrument (the model's engine, tokio's clock) must sit in the process of the student's code, so the
//! verdict is a record with a secret, written to a private pipe after the check function returned.
//!
//! Failures may be written at any moment: nobody gains by forging one. A pass is believed only from
//! [`FromSealed::Finished`] with the right secret, which must be the last message.

use crate::{Panicked, Place, trace::ModelReport};
use serde::{Deserialize, Serialize};
use std::ops::Range;

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
    /// For models: where the statics of the submission and of the check lie, counted from where the program is loaded. They are
    /// put back before each execution.
    pub statics: Vec<Range<u64>>,
}

/// How far a model is explored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The most threads that a model may have, the main thread included.
    pub threads: usize,
    /// The most involuntary switches in one execution; `None`: no bound.
    pub preemptions: Option<usize>,
    /// The most executions; beyond it the exploration is truncated.
    pub executions: u64,
    /// The most scheduling points in one execution.
    pub branches: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            threads: 5,
            preemptions: None,
            executions: 200_000,
            branches: 10_000,
        }
    }
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
    /// The check's `main` has begun: nothing that runs before it is left. Must be the first message; only then is
    /// the secret handed over.
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
#[expect(
    clippy::large_enum_variant,
    reason = "there is only ever one at a time"
)]
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

/// An async check, run under tokio's paused clock.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TimingReport {
    /// `None`: passed.
    pub failure: Option<TimingFailure>,
    /// Who waited when, in virtual time.
    pub intervals: Vec<Interval>,
    /// What the bars should have looked like, in one line: "both from 0 ms".
    pub expected: Option<String>,
}

/// Why a timing check failed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TimingFailure {
    /// One sentence: what happened.
    pub message: String,
    /// What the answer should have been, for comparisons.
    pub expected: Option<String>,
    /// What it was.
    pub got: Option<String>,
    /// The student's panic, if it was one.
    pub panicked: Option<Panicked>,
    /// The student's line that explains it, if known.
    pub place: Option<Place>,
}

/// One bar of a timing chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// What was waited for: `/slow`.
    pub label: String,
    /// Virtual milliseconds since the check began.
    pub start_ms: u64,
    /// `None`: still running when the check ended.
    pub end_ms: Option<u64>,
    /// Which thread waited, numbered from 1 in order of appearance.
    pub thread: u32,
    /// The student's line that began it, if known.
    pub place: Option<Place>,
}
