//! A place in a submitted file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place in a file, counted from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// The column.
    pub column: u32,
    /// The file, relative to the submission.
    pub file: String,
    /// The line.
    pub line: u32,
}
