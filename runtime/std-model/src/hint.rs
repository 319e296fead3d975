//! `std::hint`.

pub use ::std::hint::*;

/// A hint that changes nothing: the model finds out by itself who spins.
pub fn spin_loop() {}
