//! What one pass of the exploration is run with, and what it found out for the next one.

use super::event::At;
use ::std::collections::{BTreeMap, BTreeSet};
use kit_wire::sealed::Bounds;
use kit_wire::trace::Unsupported;

/// Decided before a pass begins; counters are filled while it runs.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The bounds of the whole exploration.
    pub bounds: Bounds,
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
    /// Whether a thread that has learnt this (see [`super::thread::Thread::history`]) and begins to repeat itself does so
    /// for ever.
    pub endless: BTreeMap<u64, bool>,
    /// So often this execution was given up to try a thread out. It is not done without end.
    pub trials: u32,
    /// Somebody went on at one line and was made to let others run first.
    pub gave_turns: bool,
    /// Where threads poll that would go on by themselves some time, and were made to wait before that.
    pub polls: BTreeSet<Site>,
    /// The place where spinning threads give up in this pass: their polls run out before anything changes.
    pub gives_up: Option<Site>,
    /// How many steps the first execution of this pass had.
    pub first_length: Option<usize>,
    /// Executions begun in this pass.
    pub executions: u64,
    /// How many of them showed nothing new.
    pub redundant: u64,
    /// The largest preemption bound of a pass that was complete.
    pub covered: Option<usize>,
    /// Executions of earlier passes.
    pub before: u64,
    /// The most threads seen.
    pub threads_seen: usize,
    /// The preemption bound of this pass.
    pub preemptions: Option<usize>,
    /// A feature that the look-alike does not have, if the model asked for one.
    pub unsupported: Option<Unsupported>,
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

    /// Whether an execution with so many steps goes on and on: two threads that make way for each other, say, in a search without
    /// a bound.
    pub fn runs_away(&self, steps: usize) -> bool {
        let first = self.first_length.filter(|_| self.preemptions.is_none());
        first.is_some_and(|first| steps > 4 * first + 500)
    }

    /// The plan of the first pass.
    pub fn new(bounds: Bounds) -> Plan {
        Plan {
            bounds,
            probed: None,
            probe: None,
            script: Vec::new(),
            seen: BTreeSet::new(),
            polled: BTreeSet::new(),
            endless: BTreeMap::new(),
            trials: 0,
            gave_turns: false,
            polls: BTreeSet::new(),
            gives_up: None,
            first_length: None,
            executions: 0,
            redundant: 0,
            covered: None,
            before: 0,
            threads_seen: 1,
            preemptions: None,
            unsupported: None,
            replay: None,
        }
    }
}
