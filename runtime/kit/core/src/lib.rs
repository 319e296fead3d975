//! What every process of a check begins with, whatever it checks.
//!
//! - [`private_pipes`] keeps the pipes to the grader away from student code,
//! - [`in_thread`] calls student code and records its panics,
//! - [`expect!`], [`expect_eq!`] and [`fail!`] are the same in every kit; [`fail_by`] says what a failure does,
//! - [`sealed`] is the talk of a sealed check with the grader.

mod broken;
mod call;
mod chosen;
mod expectations;
mod panics;
mod pipes;
pub mod sealed;

pub use broken::broken;
pub use call::in_thread;
pub use chosen::{Named, chosen, title};
pub use expectations::fail_by;
pub use panics::{catch, text};
pub use pipes::{Pipes, private_pipes};

/// For the macros; not part of the interface.
#[doc(hidden)]
pub mod inner {
    pub use crate::expectations::{differs, fail};
    // Under the look-alike std, bare macros are the look-alike's own.
    pub use std::{format, stringify};
}
