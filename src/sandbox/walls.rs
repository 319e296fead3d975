//! Chooses how strictly this run of the grader keeps programs from the machine.

use super::{
    enclosure::Enclosure,
    jail::Jail,
    limits::TooTight,
    probe::{self, Fault},
};
use crate::model::{Isolation, Workplace};

/// The kinds of walls, the strongest first.
pub(super) const KINDS: [Isolation; 3] =
    [Isolation::Namespaces, Isolation::Bwrap, Isolation::Landlock];

/// This machine cannot keep submitted code from the rest of it.
#[derive(Debug, thiserror::Error)]
pub enum NoWalls {
    /// The walls that were asked for do not hold here.
    #[error("--sandbox {} does not work on this machine: {fault}. `grader doctor` tells what to do", wanted.word())]
    Wanted {
        /// What was asked for.
        wanted: Isolation,
        /// What went wrong.
        fault: Fault,
    },
    /// They hold, but the compilers and the store cannot be used behind them.
    #[error(
        "submitted code cannot be compiled behind walls: with --sandbox {}, {fault}. The toolchain, the grader's binary, its cache \
         and the folder for temporary files must be open to the user that a jail runs as: `chmod -R a+rX` them, or put them outside \
         of a closed home (RUSTUP_HOME, GRADER_CACHE, TMPDIR)",
        kind.word()
    )]
    Closed {
        /// Which walls.
        kind: Isolation,
        /// What could not be done behind them.
        fault: Fault,
    },
    /// The limits that the grader was started under leave too little for compilers.
    #[error(transparent)]
    Tight(#[from] TooTight),
    /// None hold.
    #[error(
        "this machine cannot isolate submitted code ({fault}); `grader doctor` tells what to do, and --no-sandbox runs it unprotected"
    )]
    None {
        /// What went wrong with the strongest.
        fault: Fault,
    },
}

/// The walls that are wanted, or else the strongest that hold on this machine: each kind is built once as a whole and tried
/// from inside.
pub fn choose(wanted: Option<Isolation>) -> Result<Enclosure, NoWalls> {
    probe::leaves_room()?;
    let [strongest, ..] = KINDS;
    let first = wanted.unwrap_or(strongest);
    first_that(first, wanted.is_none(), probe::walls).map_err(|fault| match wanted {
        Some(wanted) => NoWalls::Wanted { wanted, fault },
        None => NoWalls::None { fault },
    })
}

/// An enclosure that holds, or weaker walls if none were asked for by name, in which compilers can really work: the toolchain,
/// the store or the folder for temporary files may lie where a jail's user cannot go.
pub fn fit(
    chosen: Enclosure,
    work: &Workplace,
    wanted: Option<Isolation>,
) -> Result<Enclosure, NoWalls> {
    let Enclosure::Jail(jail) = &chosen else {
        return Ok(chosen);
    };
    let trial = |enclosure: &Enclosure| {
        if enclosure.isolation() != jail.isolation() {
            probe::walls(enclosure)?;
        }
        probe::work(enclosure, work)
    };
    let kind = wanted.unwrap_or(jail.isolation());
    first_that(kind, wanted.is_none(), trial).map_err(|fault| NoWalls::Closed { kind, fault })
}

/// A jail of this kind if the trial succeeds in it, else, if weaker ones will do, the first of those. `Err`: what was wrong
/// with this one.
fn first_that(
    kind: Isolation,
    or_weaker: bool,
    trial: impl Fn(&Enclosure) -> Result<(), Fault>,
) -> Result<Enclosure, Fault> {
    let try_out = |kind| {
        let enclosure = Enclosure::Jail(Jail::new(kind));
        trial(&enclosure).map(|()| enclosure)
    };
    let weaker = KINDS.into_iter().filter(|one| or_weaker && *one > kind);
    try_out(kind).or_else(|fault| {
        let found = weaker.into_iter().find_map(|kind| try_out(kind).ok());
        found.ok_or(fault)
    })
}
