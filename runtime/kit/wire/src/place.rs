//! Where in a source file.

use serde::{Deserialize, Serialize};

/// A place in a source file, as `#[track_caller]` and panics report it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The path as rustc was given it: `src/lib.rs` for the student's file, `checks/…` for a check.
    pub file: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1.
    pub column: u32,
}

impl From<&std::panic::Location<'_>> for Place {
    fn from(location: &std::panic::Location<'_>) -> Self {
        Place {
            file: location.file().to_owned(),
            line: location.line(),
            column: location.column(),
        }
    }
}
