//! `std::process`: ending the process ends the check.

use crate::model::exit;
use crate::model::world::in_model;
use ::std::panic::Location;
pub use ::std::process::*;

/// In a model, a failed check.
#[track_caller]
pub fn exit(code: i32) -> ! {
    if in_model() {
        exit::exit(Some(code), Location::caller());
    }
    ::std::process::exit(code)
}

/// In a model, a failed check.
#[track_caller]
pub fn abort() -> ! {
    if in_model() {
        exit::exit(None, Location::caller());
    }
    ::std::process::abort()
}
