//! Runs a concurrent program in every order of its steps that makes a difference.
//!
//! The program's threads are coroutines on one thread of the operating system. It says where its steps are and what they use;
//! the engine decides who goes on and which value is read. One call of [`Search::run`] runs one execution to its end, and
//! [`Search::advance`] goes on to the next one.

mod clock;
mod coroutines;
mod execution;
mod memory;
mod message;
mod path;
mod running;

pub use clock::{Knowledge, MAX_THREADS};
pub use coroutines::{Overflow, is_overflow, prepare};
pub use memory::{acquires, releases};
pub use path::{Access, Mode};
pub use running::*;
