//! `std::hint`.

pub use ::std::hint::*;

/// A hint that changes nothing: the model finds out by itself who spins.
#[track_caller]
pub fn spin_loop() {
    crate::model::spin::hint(::std::panic::Location::caller());
}
