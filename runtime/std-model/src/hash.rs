//! `std::hash`.

pub use crate::collections::hash_map::RandomState;
pub use ::std::hash::*;
