//! Tries an enclosure: the grader itself is run in it once, as any other program is, and tells what it found.

use super::{
    enclosure::Enclosure,
    error::{SandboxError, StartError},
    inside::{self, Cannot, Hole, Tried},
    limits::{self, TooTight},
    process,
};
use crate::control::Control;
use crate::model::{Access, Ending, Limits, Network, Phase, Program, Workplace};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Why a trial failed.
#[derive(Debug)]
pub enum Fault {
    /// The grader's own binary, which is to run in there, cannot be found.
    NoBinary(io::Error),
    /// It could not be run.
    NotRun(SandboxError),
    /// It ended at once.
    Ended {
        /// How.
        ending: Ending,
        /// What it said on stderr.
        said: String,
    },
    /// What must not work did.
    Open(Vec<Hole>),
    /// What must work did not.
    Closed(Cannot),
}

impl Fault {
    /// Why the program could not be started, if that was it.
    pub(super) fn start_error(&self) -> Option<&StartError> {
        match self {
            Fault::NotRun(SandboxError::Start { source, .. }) => Some(source),
            _ => None,
        }
    }
}

/// Whether this shell leaves room for compilers, without which nothing is tried.
pub(super) fn leaves_room() -> Result<(), TooTight> {
    limits::leave_room(Limits::of_compilers(), Phase::Compile)
}

/// Tries to break out of an enclosure.
pub(super) fn walls(enclosure: &Enclosure) -> Result<(), Fault> {
    let program = grader(own_binary()?, Vec::new(), Access::default());
    ask(enclosure, &program, Limits::default())
}

/// Tries to work in a compiler's enclosure around the toolchain and the store that will really be used, and a folder that it
/// writes to.
pub(super) fn work(enclosure: &Enclosure, work: &Workplace) -> Result<(), Fault> {
    let first = [&work.scratch, &work.compiler];
    let paths = first.into_iter().chain(&work.reads);
    let paths = paths.map(|path| path.display().to_string()).collect();
    let binary = own_binary()?;
    let access = Access {
        phase: Phase::Compile,
        // trybuild runs in the grader's own binary.
        reads: work.sees.iter().chain([&binary]).cloned().collect(),
        writes: vec![work.scratch.clone()],
        makes: Vec::new(),
        may_chmod: false,
        network: Network::None,
    };
    let program = grader(binary, paths, access);
    ask(enclosure, &program, Limits::of_compilers())
}

fn own_binary() -> Result<PathBuf, Fault> {
    let found = if cfg!(target_os = "linux") {
        fs::read_link("/proc/self/exe")
    } else {
        std::env::current_exe()
    };
    found.map_err(Fault::NoBinary)
}

/// The grader as the program that tries.
fn grader(path: PathBuf, paths: Vec<String>, access: Access) -> Program {
    Program {
        path,
        called: None,
        arguments: [inside::WORD.to_owned()].into_iter().chain(paths).collect(),
        environment: Vec::new(),
        folder: Path::new("/").to_owned(),
        access,
    }
}

/// Runs it and takes its answer.
fn ask(enclosure: &Enclosure, program: &Program, limits: Limits) -> Result<(), Fault> {
    let seen =
        process::run(program, limits, enclosure, &Control::default()).map_err(Fault::NotRun)?;
    match Tried::read(&seen.stdout) {
        Some(Tried::Holds) if seen.succeeded() => Ok(()),
        Some(Tried::Open(holes)) => Err(Fault::Open(holes)),
        Some(Tried::Closed(cannot)) => Err(Fault::Closed(cannot)),
        Some(Tried::Holds) | None => Err(Fault::Ended {
            ending: seen.ending,
            said: String::from_utf8_lossy(&seen.stderr).trim().to_owned(),
        }),
    }
}
