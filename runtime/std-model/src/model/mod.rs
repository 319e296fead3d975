//! The machinery behind the look-alike: what runs models, and what checks may ask it. No part of `std`.

pub mod ask;
mod cause;
pub mod cells;
pub(crate) mod erased;
pub mod event;
mod explore;
pub mod finish;
pub mod fresh;
pub mod hand;
mod hook;
mod object;
pub mod plan;
pub mod probe;
pub mod slot;
pub mod spin;
pub mod statics;
pub mod step;
pub mod story;
mod thread;
pub mod timeout;
mod token;
pub mod world;

pub use explore::{explore, replay};
pub use finish::unsupported;
