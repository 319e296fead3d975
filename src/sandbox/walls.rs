//! How strictly this run of the grader keeps programs from the machine.

use super::{jail, janitor::Janitor};
use crate::model::Isolation;
use std::{path::PathBuf, sync::Arc};

/// The kinds of walls, the strongest first.
pub(super) const KINDS: [Isolation; 3] =
    [Isolation::Namespaces, Isolation::Bwrap, Isolation::Landlock];

/// This machine cannot keep submitted code from the rest of it.
#[derive(Debug, thiserror::Error)]
pub enum NoWalls {
    /// The walls that were asked for do not hold here.
    #[error("--sandbox {} does not work on this machine: {reason}. `grader doctor` tells what to do", wanted.word())]
    Wanted {
        /// What was asked for.
        wanted: Isolation,
        /// What went wrong.
        reason: String,
    },
    /// None hold.
    #[error(
        "this machine cannot isolate submitted code ({reason}); `grader doctor` tells what to do, and --no-sandbox runs it unprotected"
    )]
    None {
        /// What went wrong with the strongest.
        reason: String,
    },
}

/// The walls around every program of one run of the grader.
#[derive(Clone, Debug)]
pub struct Walls {
    isolation: Isolation,
    /// The grader's own binary, which builds the walls when it is executed once more.
    helper: PathBuf,
    janitor: Arc<Janitor>,
}

impl Walls {
    /// Limits on time, memory and output, and nothing else: for one's own code.
    pub fn limits_only() -> Walls {
        Walls::of(Isolation::None)
    }

    /// The walls that are wanted, or else the strongest that hold on this machine: each kind is built once as a
    /// whole and tried from inside.
    pub fn build(wanted: Option<Isolation>) -> Result<Walls, NoWalls> {
        if let Some(wanted) = wanted {
            return match jail::probe(wanted) {
                Ok(()) => Ok(Walls::of(wanted)),
                Err(reason) => Err(NoWalls::Wanted { wanted, reason }),
            };
        }
        let mut first = None;
        for kind in KINDS {
            match jail::probe(kind) {
                Ok(()) => return Ok(Walls::of(kind)),
                Err(reason) => drop(first.get_or_insert(reason)),
            }
        }
        Err(NoWalls::None {
            reason: first.unwrap_or_default(),
        })
    }

    /// Walls of this kind, whether or not this machine can build them.
    pub(super) fn of(isolation: Isolation) -> Walls {
        Walls {
            isolation,
            // Unlike its path, this is the running binary even if another was put in its place.
            helper: PathBuf::from("/proc/self/exe"),
            janitor: Arc::default(),
        }
    }

    /// How strict they are.
    pub fn isolation(&self) -> Isolation {
        self.isolation
    }

    /// Does what no program has to wait for.
    pub(super) fn janitor(&self) -> &Arc<Janitor> {
        &self.janitor
    }

    pub(super) fn helper(&self) -> &PathBuf {
        &self.helper
    }
}
