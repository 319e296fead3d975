//! What the sandbox is asked to do, and what such steps are made of.

use super::{Access, Limits};
use kit_wire::sealed;
use std::{path::PathBuf, sync::Arc};

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

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is being done, for error messages: `compile src/lib.rs`.
    pub title: String,
    /// What is run, and how it is talked to.
    pub action: Action,
    /// What it may use.
    pub limits: Limits,
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
    /// A compiler that makes what later steps use.
    Compile {
        /// The compiler.
        program: Program,
        /// What it makes of student code, to be looked at before anything runs it.
        product: Option<Product>,
        /// Set if what it makes outlives the grading.
        keep: Option<Keep>,
    },
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
