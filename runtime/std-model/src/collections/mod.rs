//! `std::collections`: hashing that is the same in every execution.

pub use ::std::collections::*;
mod forward;
mod map;
mod set;

pub use map::HashMap;
pub use set::HashSet;

/// `std::collections::hash_map`.
pub mod hash_map {
    pub use super::map::{HashMap, RandomState};
    pub use ::std::collections::hash_map::*;
}

/// `std::collections::hash_set`.
pub mod hash_set {
    pub use super::set::HashSet;
    pub use ::std::collections::hash_set::*;
}
