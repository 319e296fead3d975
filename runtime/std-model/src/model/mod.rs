//! The machinery behind the look-alike: what runs models, and what checks may ask it. No part of `std`.

pub mod ask;
pub mod cells;
pub(crate) mod erased;
pub mod event;
pub mod exit;
mod explore;
mod facts;
pub mod finish;
pub mod fresh;
pub mod hand;
mod handed_out;
mod hook;
pub mod object;
mod outcome;
pub mod plan;
mod probe;
mod rows;
pub mod slot;
pub mod spin;
pub mod statics;
pub mod step;
mod tag;
mod thread;
pub mod timeout;
mod token;
pub mod world;

pub use explore::{explore, replay};
pub use finish::unsupported;
