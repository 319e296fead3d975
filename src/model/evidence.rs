//! What there is to see behind an outcome.

use super::trace::ModelReport;
use kit_wire::{Place, judged, sealed::Interval};

/// A place in a submitted file, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// Relative to the submission: `src/lib.rs`.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl From<&Place> for Location {
    fn from(place: &Place) -> Self {
        Location {
            file: place.file.clone(),
            line: place.line,
            column: place.column,
        }
    }
}

/// Evidence, by what there is to see rather than by kind of check.
#[derive(Clone, Debug, Default)]
pub enum Evidence {
    /// The message says it all.
    #[default]
    None,
    /// What the compiler or clippy said.
    Diagnostics(Vec<Diagnostic>),
    /// What the judge asked and got.
    Judged(Vec<judged::Test>),
    /// What models found, with the names of the check functions.
    Models(Vec<(String, ModelReport)>),
    /// Who waited when.
    Timing {
        /// The bars.
        intervals: Vec<Interval>,
        /// What they should have looked like.
        expected: Option<String>,
        /// A comparison that failed: expected and got.
        comparison: Option<(String, String)>,
    },
    /// What a program printed against what it should have.
    Output(Difference),
    /// Predictions against the compiler.
    Predictions(Vec<Prediction>),
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The program is rejected.
    Error,
    /// It is accepted all the same.
    Warning,
}

/// One diagnostic of rustc or clippy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// `E0277`, or a lint's name, if there is one.
    pub code: Option<String>,
    /// The first line, without code and place.
    pub message: String,
    /// Where it points first.
    pub location: Option<Location>,
    /// The whole text as rustc renders it, with colours as ANSI sequences.
    pub rendered: String,
}

/// Expected and actual output of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was expected, with remarks such as "in either order".
    pub expected: String,
    /// What was printed.
    pub actual: String,
    /// What the program said on stderr.
    pub stderr: String,
    /// The program, if it is one of the course's and not the submission.
    pub program: Option<String>,
}

/// One prediction of the student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// The snippet's name.
    pub snippet: String,
    /// What the student predicted.
    pub predicted: String,
    /// Whether that is what happened.
    pub right: bool,
    /// The compiler's own words, shown where the prediction is wrong and the student did answer.
    pub compiler: String,
}
