//! The messages between the grader, the judge, the driver and sealed checks.
//!
//! Every message is one frame: a little-endian `u32` length and that many bytes of [postcard]. The grader
//! depends on this crate too, so both ends always speak of the same types.
//!
//! ```text
//! judged:  judge  --FromJudge-->  grader  --Question-->  driver
//!          judge  <--ToJudge---   grader  <--Answer----  driver
//! sealed:  check --Ready--> grader,  grader --Start--> check,  check --FromSealed--> grader
//! ```
//!
//! [postcard]: https://docs.rs/postcard

mod frame;
pub mod judged;
pub mod say;
pub mod sealed;
pub mod trace;

pub use frame::{FrameError, LARGEST_FRAME, from_bytes, read_frame, to_bytes, write_frame};

use serde::{Deserialize, Serialize};

/// A place in a source file, as `#[track_caller]` and panics report it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The path as it was given to rustc: `src/lib.rs` for the student's file, `checks/…` for a check.
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

/// A panic that was caught: what it said, and where it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panicked {
    /// The payload if it is text, else `"a panic whose payload is no text"`.
    pub message: String,
    /// Where the panic was raised, if the hook saw it.
    pub place: Option<Place>,
}
