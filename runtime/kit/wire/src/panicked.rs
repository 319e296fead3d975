//! Panics of student code.

use crate::place::Place;
use serde::{Deserialize, Serialize};

/// A panic: what it said, and where it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panicked {
    /// The payload if it is text, else `"a panic whose payload is no text"`.
    pub message: String,
    /// Where it was raised, if the hook saw it.
    pub place: Option<Place>,
}

impl Panicked {
    /// Whether it only passes on that another thread panicked: it unwraps how that thread ended, or what it poisoned.
    pub fn is_passed_on(&self) -> bool {
        let message = &self.message;
        message.ends_with("Any { .. }")
            || message.contains("PoisonError {")
            || message.contains("JoinError::Panic(")
            || message.ends_with("Poisoned(..)")
            || message.ends_with("instance has previously been poisoned")
            || message == "a scoped thread panicked"
    }
}
