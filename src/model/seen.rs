//! What the sandbox saw of one step.

use super::OddProduct;
use kit_wire::{Ending, judged, sealed};
use std::time::Duration;

/// What the sandbox saw of one step, by what was done in it.
#[derive(Clone, Debug)]
pub enum Seen {
    /// A compiler ran that makes something.
    Compiled(Compiled),
    /// What it makes was there already.
    Cached,
    /// A program or another compiler ran.
    Ran(Ended),
    /// A sealed check ran.
    Sealed(SealedRun),
    /// A judge came to a verdict.
    Judged(JudgedRun),
}

/// What a compiler did.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// How it ended.
    pub ended: Ended,
    /// What is odd about what it made of student code.
    pub oddity: Option<OddProduct>,
}

/// How one process without input ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// How.
    pub ending: Ending,
    /// What it printed on stdout, up to the limit.
    pub stdout: Vec<u8>,
    /// What it printed on stderr, up to the limit.
    pub stderr: Vec<u8>,
    /// What it cost.
    pub cost: Cost,
}

/// What became of a sealed check.
#[derive(Clone, Debug)]
pub struct SealedRun {
    /// How the process ended.
    pub ending: Ending,
    /// What it printed.
    pub stderr: Vec<u8>,
    /// What it cost.
    pub cost: Cost,
    /// What was reported.
    pub reports: Vec<sealed::Ran>,
    /// The record was complete and carried the secret.
    pub sealed: bool,
}

/// What became of a judge and its drivers.
#[derive(Clone, Debug)]
pub struct JudgedRun {
    /// What the judge decided.
    pub verdict: judged::Verdict,
    /// What the drivers printed.
    pub printed: Vec<u8>,
    /// What the judge cost.
    pub cost: Cost,
}

impl Ended {
    /// Whether the process ended by itself with exit code 0.
    pub fn succeeded(&self) -> bool {
        self.ending == Ending::Exited(0)
    }
}

impl Seen {
    /// Whether the process ended by itself with exit code 0, or there was a verdict, or nothing to do.
    pub fn succeeded(&self) -> bool {
        match self {
            Seen::Compiled(Compiled { ended, .. }) | Seen::Ran(ended) => ended.succeeded(),
            Seen::Sealed(run) => run.ending == Ending::Exited(0),
            Seen::Judged(_) | Seen::Cached => true,
        }
    }

    /// What it cost.
    pub fn cost(&self) -> Cost {
        match self {
            Seen::Compiled(Compiled { ended, .. }) | Seen::Ran(ended) => ended.cost,
            Seen::Sealed(run) => run.cost,
            Seen::Judged(run) => run.cost,
            Seen::Cached => Cost::default(),
        }
    }

    /// What was printed.
    pub fn printed(&self) -> Vec<&[u8]> {
        match self {
            Seen::Compiled(Compiled { ended, .. }) | Seen::Ran(ended) => {
                vec![&ended.stdout, &ended.stderr]
            }
            Seen::Sealed(run) => vec![&run.stderr],
            Seen::Judged(run) => vec![&run.printed],
            Seen::Cached => Vec::new(),
        }
    }
}

/// What a step cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Time on the wall clock.
    pub wall: Duration,
    /// CPU time of the process and its children.
    pub cpu: Duration,
    /// Peak resident memory in KiB.
    pub peak_kb: u64,
}
