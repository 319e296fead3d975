//! How far a model is explored.

use serde::{Deserialize, Serialize};

/// How far a model is explored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The most threads that a model may have, the main thread included.
    pub threads: usize,
    /// The most involuntary switches in one execution; `None`: no bound.
    pub preemptions: Option<usize>,
    /// The most executions; after so many the search ends.
    pub executions: u64,
    /// The most scheduling points in one execution.
    pub branches: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            threads: 5,
            preemptions: None,
            executions: 200_000,
            branches: 10_000,
        }
    }
}
