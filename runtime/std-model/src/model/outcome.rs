//! How a pass of the exploration ends.

use super::plan::{Plan, Site};
use kit_wire::trace::{Execution, Unsupported};

/// What a pass of the exploration came to.
pub enum Outcome {
    /// No execution failed.
    Passed {
        /// What was found out.
        plan: Plan,
        /// All executions within the bounds were run.
        complete: bool,
    },
    /// An execution failed.
    Failed(Plan, Box<Execution>),
    /// The model needs more than was planned.
    Restart(Plan),
    /// Whether the code at this place writes through the pointer that it got.
    Probed(Site, bool),
    /// The model cannot be explored.
    Unsupported(Plan, Unsupported),
}
