//! What the sandbox saw of one step.

use kit_wire::{judged, sealed};
use std::{fmt, time::Duration};

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
    /// What is odd about what it made of student code, to complete "Your code contains ...".
    pub oddity: Option<String>,
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

/// How a process ended. Running into a limit is an ending like any other, not an error of the grader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself.
    Exited(i32),
    /// By a signal.
    Signalled(i32),
    /// It was stopped at its time limit.
    TimedOut {
        /// It had been computing (an endless loop) rather than waiting (a deadlock).
        busy: bool,
    },
    /// It was stopped because it printed too much.
    TooMuchOutput,
    /// It was stopped because it used more memory than its jail has.
    OutOfMemory,
}

impl fmt::Display for Ending {
    /// Completes a sentence that begins with the program: `rustc ended with exit code 101`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ending::Exited(code) => write!(f, "ended with exit code {code}"),
            Ending::Signalled(signal) => write!(f, "was ended by signal {signal}"),
            Ending::TimedOut { .. } => f.write_str("was stopped at its time limit"),
            Ending::TooMuchOutput => f.write_str("was stopped because it printed too much"),
            Ending::OutOfMemory => f.write_str("was stopped because it used too much memory"),
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
