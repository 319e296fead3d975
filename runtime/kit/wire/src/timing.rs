//! What a check under virtual time saw.

use crate::{panicked::Panicked, place::Place, unmet::Unmet};
use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimingFailure {
    /// An expectation of the check does not hold.
    Unmet(Unmet),
    /// The student's code panicked.
    Panicked(Panicked),
    /// The future waits, and nothing is left that could wake it.
    NeverReady,
    /// The future was polled without end while no time passed.
    NeverWaits,
    /// `web::get_blocking` was called on the thread that runs the tasks.
    Blocked {
        /// The page.
        url: String,
        /// The line that called it.
        place: Place,
    },
}

impl TimingFailure {
    /// The line that explains it, if known.
    pub fn place(&self) -> Option<&Place> {
        match self {
            TimingFailure::Panicked(panicked) => panicked.place.as_ref(),
            TimingFailure::Blocked { place, .. } => Some(place),
            TimingFailure::Unmet(_) | TimingFailure::NeverReady | TimingFailure::NeverWaits => None,
        }
    }
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
