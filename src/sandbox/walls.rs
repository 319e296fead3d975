//! How strictly this run of the grader keeps programs from the machine.

use crate::model::Isolation;
use std::path::PathBuf;

/// This machine cannot keep submitted code from the rest of it.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct NoWalls {
    reason: String,
}

/// The walls around every program of one run of the grader.
#[derive(Clone, Debug)]
pub struct Walls {
    isolation: Isolation,
    /// The grader's own binary, which builds the walls when it is executed once more.
    helper: PathBuf,
}

impl Walls {
    /// Limits on time, memory and output, and nothing else: for one's own code.
    pub fn limits_only() -> Walls {
        Walls::of(Isolation::None)
    }

    /// The walls that are wanted, or the strongest that this machine can build.
    pub fn build(wanted: Option<Isolation>) -> Result<Walls, NoWalls> {
        Ok(Walls::of(wanted.unwrap_or(Isolation::Namespaces)))
    }

    /// Walls of this kind, whether or not this machine can build them.
    pub(super) fn of(isolation: Isolation) -> Walls {
        Walls {
            isolation,
            // Unlike its path, this is the running binary even if another was put in its place.
            helper: PathBuf::from("/proc/self/exe"),
        }
    }

    /// How strict they are.
    pub fn isolation(&self) -> Isolation {
        self.isolation
    }

    pub(super) fn helper(&self) -> &PathBuf {
        &self.helper
    }
}
