//! `std::process`: ending the process ends the check.

use crate::model::finish;
use crate::model::world::in_model;
use ::std::panic::Location;
pub use ::std::process::*;

/// In a model, a failed check.
#[track_caller]
pub fn exit(code: i32) -> ! {
    if in_model() {
        finish::exit(
            &format!("process::exit({code})"),
            Some(code),
            Location::caller(),
        );
    }
    ::std::process::exit(code)
}

/// In a model, a failed check.
#[track_caller]
pub fn abort() -> ! {
    if in_model() {
        finish::exit("process::abort()", None, Location::caller());
    }
    ::std::process::abort()
}
