//! What a check asks the sandbox to do, and what the sandbox saw.

use super::{Access, Exercise, Limits, SourceFile, Tools};
use kit_wire::{judged, sealed};
use std::{fmt, path::Path, path::PathBuf, sync::Arc, time::Duration};

/// A file to lay out for a check.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Overlay {
    /// Where, relative to the folder of the checks: `checks/tests.rs`.
    pub to: String,
    /// Its contents.
    pub text: Arc<str>,
    /// It is the root of a crate that is compiled against the look-alike std.
    pub is_model_root: bool,
}

/// What a kind of check knows when it plans and judges.
#[derive(Debug)]
pub struct Bench<'a> {
    /// The exercise being graded.
    pub exercise: &'a Exercise,
    /// The compilers and the store.
    pub tools: &'a Tools,
    /// The folder that holds the submitted files and nothing else.
    pub submission: &'a Path,
    /// The same files once more, for the look-alike std.
    pub model_submission: &'a Path,
    /// The folder that holds the checks' files; student code is never compiled in sight of it.
    pub checks: &'a Path,
    /// The folder for what is compiled.
    pub products: &'a Path,
    /// The submitted files.
    pub files: &'a [SourceFile],
    /// What each step may use.
    pub limits: Limits,
    /// Run only this schedule of a model.
    pub replay: Option<&'a Replay>,
    /// Seed of everything drawn by chance.
    pub seed: u64,
}

/// One schedule of one model, as a failed check names it: `no_increment_is_lost:p1-37`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// The check function.
    pub function: String,
    /// The model checker's own name for the schedule.
    pub schedule: String,
}

impl Replay {
    /// Reads the token that a report prints. `None`: it is none.
    pub fn parse(token: &str) -> Option<Replay> {
        let (function, schedule) = token.split_once(':')?;
        let is_named = !function.is_empty() && !schedule.is_empty();
        is_named.then(|| Replay {
            function: function.to_owned(),
            schedule: schedule.to_owned(),
        })
    }
}

/// One thing to do. Equal steps are done once per grading.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is being done, for error messages: `compile src/lib.rs`.
    pub title: String,
    /// What is run, and how it is talked to.
    pub action: Action,
    /// What it may use.
    pub limits: Limits,
    /// Set if the product outlives the grading.
    pub keep: Option<Keep>,
    /// The check's later steps make sense even if this one does not succeed.
    pub may_fail: bool,
    /// What it makes of student code, to be looked at before anything runs it.
    pub product: Option<Product>,
}

/// What a compiler makes of student code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The library, or the program's object file.
    pub objects: PathBuf,
    /// The compiler's own account of all functions, if these must be without assembly.
    pub mir: Option<PathBuf>,
    /// It has a `main`.
    pub is_program: bool,
}

/// A product that is kept in the store for the next grading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Where the step writes it.
    pub built: PathBuf,
    /// Where it is kept. If that exists already, the step need not be run.
    pub at: PathBuf,
}

/// How a step's processes are run.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// One process without input.
    Run(Program),
    /// One process that proves with a secret that its check returned.
    Sealed {
        /// The check's binary.
        program: Program,
        /// Names of the check functions to run; empty: all.
        run: Vec<String>,
        /// How far models are explored.
        bounds: sealed::Bounds,
        /// Only this schedule.
        replay: Option<String>,
        /// The crates whose statics are put back before each execution of a model.
        statics_of: Vec<String>,
    },
    /// A judge without student code and a driver with it.
    Judged(Conversation),
}

/// A judge and the driver that answers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The judge's binary; it has no student code in it.
    pub judge: Program,
    /// The driver's binary; started anew when it died.
    pub driver: Program,
    /// Names of the judge functions to run; empty: all.
    pub run: Vec<String>,
    /// Seed for the judge.
    pub seed: u64,
}

/// A program and how to start it. Its environment holds nothing but what is named here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The file to execute.
    pub path: PathBuf,
    /// What it is told that it is called, if not its path.
    pub called: Option<String>,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its environment.
    pub environment: Vec<(String, String)>,
    /// The folder that it runs in.
    pub folder: PathBuf,
    /// What of the machine it gets to see.
    pub access: Access,
}

/// What the sandbox saw of one step.
#[derive(Clone, Debug)]
pub struct Observation {
    /// How the process ended.
    pub ending: Ending,
    /// What it printed on stdout, up to the limit.
    pub stdout: Vec<u8>,
    /// What it printed on stderr, up to the limit.
    pub stderr: Vec<u8>,
    /// What it cost.
    pub cost: Cost,
    /// The judge's verdict, for [`Action::Judged`].
    pub verdict: Option<judged::Verdict>,
    /// What a sealed check reported, for [`Action::Sealed`].
    pub reports: Vec<sealed::Ran>,
    /// Whether the sealed record was complete and carried the secret.
    pub sealed: bool,
    /// What is odd about the product of a step that succeeded, to complete "Your code contains ...".
    pub oddity: Option<String>,
}

impl Observation {
    /// A step that need not be run because its product is there.
    pub fn already_done() -> Observation {
        Observation {
            ending: Ending::Exited(0),
            stdout: Vec::new(),
            stderr: Vec::new(),
            cost: Cost::default(),
            verdict: None,
            reports: Vec::new(),
            sealed: false,
            oddity: None,
        }
    }

    /// Whether the process ended by itself with exit code 0.
    pub fn succeeded(&self) -> bool {
        self.ending == Ending::Exited(0)
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
