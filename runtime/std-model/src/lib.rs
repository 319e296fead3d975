//! Looks like std, and runs a program in every order of its steps that makes a difference.
//!
//! Student code that is compiled with `--extern std=libstd_model.rlib` finds here, under the names it knows, locks,
//! atomics, channels and threads whose every step a model can order. All that has nothing to do with concurrency is
//! std itself.

pub use ::std::*;

#[macro_use]
pub mod print;
pub mod cell;
pub mod collections;
pub mod hash;
pub mod hint;
pub mod io;
#[doc(hidden)]
pub mod model;
pub mod panic;
pub mod prelude;
pub mod process;
pub mod sync;
pub mod thread;
pub mod time;
