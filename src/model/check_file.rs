//! Files that checks are made of.

use std::sync::Arc;

/// A file of the course that a check uses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CheckFile {
    /// Relative to the exercise's folder: `checks/model.rs`.
    pub path: String,
    /// Its contents.
    pub text: Arc<str>,
}
