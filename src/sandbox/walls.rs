//! How strictly this run of the grader keeps programs from the machine.

use super::{
    jail,
    janitor::Janitor,
    limits::{self, TooTight},
};
use crate::model::{Isolation, Limits, Phase, Workplace};
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
    /// They hold, but the compilers and the store cannot be used behind them.
    #[error(
        "submitted code cannot be compiled behind walls: with --sandbox {}, {reason}. The toolchain, the grader's binary, its cache \
         and the folder for temporary files must be open to the user that a jail runs as: `chmod -R a+rX` them, or put them outside \
         of a closed home (RUSTUP_HOME, GRADER_CACHE, TMPDIR)",
        kind.word()
    )]
    Closed {
        /// Which walls.
        kind: Isolation,
        /// What could not be done behind them.
        reason: String,
    },
    /// The limits that the grader was started under leave too little for compilers.
    #[error(transparent)]
    Tight(#[from] TooTight),
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
        limits::leave_room(Limits::of_compilers(), Phase::Compile)?;
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

    /// These walls, or weaker ones if none were asked for by name, behind which compilers can really work: the toolchain,
    /// the store or the folder for temporary files may lie where a jail's user cannot go.
    pub fn around(self, work: &Workplace, wanted: Option<Isolation>) -> Result<Walls, NoWalls> {
        let kinds = match (wanted, self.isolation) {
            (_, Isolation::None) => return Ok(self),
            (Some(wanted), _) => vec![wanted],
            (None, strongest) => KINDS
                .into_iter()
                .filter(|kind| *kind >= strongest)
                .collect(),
        };
        let mut first = None;
        for kind in kinds {
            // The strongest was tried already.
            let holds = if kind == self.isolation {
                Ok(())
            } else {
                jail::probe(kind)
            };
            match holds.and_then(|()| jail::probe_work(kind, work)) {
                Ok(()) => return Ok(Walls::of(kind)),
                Err(reason) => drop(first.get_or_insert(NoWalls::Closed { kind, reason })),
            }
        }
        Err(first.unwrap_or(NoWalls::None {
            reason: String::new(),
        }))
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
