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

mod bounds;
mod ending;
mod frame;
pub mod judged;
mod panicked;
mod place;
pub mod say;
pub mod sealed;
mod timing;
pub mod trace;
mod unmet;

pub use ending::{CHECK_IS_BROKEN, Ending};
pub use frame::{FrameError, LARGEST_FRAME, from_bytes, read_frame, to_bytes, write_frame};
pub use panicked::Panicked;
pub use place::Place;
pub use unmet::{Divergence, Excerpt, LONGEST_VALUE, Mismatch, Piece, Unmet};
