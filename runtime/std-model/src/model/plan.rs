//! What one pass of the exploration is run with, and what it found out for the next one.

use super::event::At;
use ::std::collections::BTreeSet;
use kit_wire::sealed::Bounds;

/// Decided before a pass begins; counters are filled while it runs.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The bounds of the whole exploration.
    pub bounds: Bounds,
    /// How many of loom's atomics main makes at the start of each execution. Objects made by `const fn new` take
    /// theirs at first use, on any thread, and loom wants the making to happen before all uses.
    pub atomics: usize,
    /// The same for loom's cells.
    pub cells: usize,
    /// Whether lines that get pointers to cells were tried out, and which of them write; see [`super::probe`].
    pub probed: Option<BTreeSet<Site>>,
    /// The pointer that is tried out now.
    pub probe: Option<u32>,
    /// Rare events that happen in this pass.
    pub script: Vec<Rare>,
    /// Rare events that could have happened.
    pub seen: BTreeSet<Rare>,
    /// Objects, by the place where they are made, whose state somebody asks after without waiting: `try_lock` and
    /// the like. Only for these is giving back a step of its own.
    pub polled: BTreeSet<Site>,
    /// Some atomic is accessed with SeqCst and also written with a weaker ordering; see [`crate::sync::atomic`]'s `core`.
    pub mixed: bool,
    /// Where threads spin: the same step again and again.
    pub spins: BTreeSet<Site>,
    /// The place where spinning threads give up in this pass: their polls run out before anything changes.
    pub gives_up: Option<Site>,
    /// Executions begun in this pass.
    pub executions: u64,
    /// The largest preemption bound of a pass that was complete.
    pub covered: Option<usize>,
    /// Executions of earlier passes.
    pub before: u64,
    /// The most threads seen.
    pub threads_seen: usize,
    /// The preemption bound of this pass.
    pub preemptions: Option<usize>,
    /// A feature that the look-alike does not have, if the model asked for one.
    pub unsupported: Option<String>,
    /// The execution to stop at, when replaying.
    pub replay: Option<u64>,
}

/// A place of a program, small enough for a replay token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// Stands for the file's name, in this process and in one that replays.
    pub file: u32,
}

impl Site {
    /// The site of a place.
    pub fn of(at: At) -> Site {
        Site {
            line: at.line(),
            column: at.column(),
            file: digest(at.file()),
        }
    }

    /// Whether it is the site of this place. The file's name is looked at last, and hardly ever.
    pub fn is(&self, at: At) -> bool {
        (self.line, self.column) == (at.line(), at.column()) && self.file == digest(at.file())
    }
}

/// FNV-1a: the same on every machine, and quick for names of files.
fn digest(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |digest, byte| {
        (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// A rare event: the `number`th that thread `thread` could have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rare {
    /// The thread.
    pub thread: u8,
    /// Counted from 0 in each thread.
    pub number: u32,
}

impl Plan {
    /// Whether objects made here are asked after without waiting.
    pub fn is_polled(&self, at: At) -> bool {
        self.polled.iter().any(|site| site.is(at))
    }

    /// The plan of the first pass.
    pub fn new(bounds: Bounds) -> Plan {
        Plan {
            bounds,
            atomics: 8,
            cells: 4,
            probed: None,
            probe: None,
            script: Vec::new(),
            seen: BTreeSet::new(),
            polled: BTreeSet::new(),
            mixed: false,
            spins: BTreeSet::new(),
            gives_up: None,
            executions: 0,
            covered: None,
            before: 0,
            threads_seen: 1,
            preemptions: None,
            unsupported: None,
            replay: None,
        }
    }
}
