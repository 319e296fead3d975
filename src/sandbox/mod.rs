//! Runs one [`Step`] under its limits. The only module that starts processes.
//!
//! [`Walls`] say how strictly programs are kept from the machine: in a jail (`jail/`), or only by limits on time,
//! memory and output. [`process::Running::start`] is the one place where that is decided.

mod capture;
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
mod cgroup;
mod conversation;
mod doctor;
mod inherited;
#[cfg_attr(not(target_os = "linux"), path = "no_jail.rs")]
mod jail;
mod janitor;
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
mod limits;
mod oddity;
mod process;
mod products;
mod record;
mod sealed;
mod statics;
mod tool;
mod walls;
mod watchdog;

pub use doctor::{Diagnosis, diagnose};
pub use inherited::{is_ignored, reset_inherited};
pub use jail::{TRY as TRY_WALLS, WORD as JAIL, run as jailer, try_walls};
pub use limits::TooTight;
pub use tool::{ToolEnding, run_tool};
pub use walls::{NoWalls, Walls};

use crate::control::Control;
use crate::model::{Action, Compiled, Ended, Keep, Product, Program, Seen, Step};
use std::{fs, io, os::unix::fs::PermissionsExt, path::PathBuf};

/// The grader could not do its own part. Never the student's fault.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// A process could not be started.
    #[error("cannot start {}: {source}", program.display())]
    Start {
        /// The file that should have been executed.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The run was cancelled before the step was over.
    #[error("the run was stopped")]
    Cancelled,
    /// The limits that the grader was started under leave too little for a program.
    #[error(transparent)]
    Tight(#[from] TooTight),
    /// A process could not be watched or ended.
    #[error("cannot control {}: {source}", program.display())]
    Control {
        /// The file that was executed.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The judge broke, which has no student code in it.
    #[error("the judge {} broke: {message}", program.display())]
    Judge {
        /// The judge's binary.
        program: PathBuf,
        /// What it said or did.
        message: String,
    },
    /// What a compiler wrote cannot be read.
    #[error("cannot read {}, which a compiler has written: {source}", path.display())]
    Product {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A compiler succeeded, and what it made is missing or was cut short.
    #[error("the compiler wrote {} only in part, or not at all", path.display())]
    CutShort {
        /// What it should have made.
        path: PathBuf,
    },
    /// A model begins each execution with fresh statics, and there is too much to put back.
    #[error(
        "the code has statics of {size} bytes, and a model check can put back {most} before each execution: it needs smaller ones"
    )]
    Statics {
        /// How large they are.
        size: u64,
        /// How large they may be.
        most: u64,
    },
    /// A product could not be moved into the store.
    #[error("cannot keep {} in the store: {source}", path.display())]
    Keep {
        /// Where it should have been kept.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl SandboxError {
    fn control(program: &Program, source: io::Error) -> SandboxError {
        SandboxError::Control {
            program: program.path.clone(),
            source,
        }
    }
}

/// Runs a step to its end, whatever end that is. A step during which the run is cancelled is killed, and then nothing that
/// was seen of it counts.
pub fn run(step: &Step, walls: &Walls, control: &Control) -> Result<Seen, SandboxError> {
    let seen = run_to_its_end(step, walls, control);
    if control.is_cancelled() {
        return Err(SandboxError::Cancelled);
    }
    seen
}

fn run_to_its_end(step: &Step, walls: &Walls, control: &Control) -> Result<Seen, SandboxError> {
    let limits = step.limits;
    match &step.action {
        Action::Compile {
            program,
            product,
            keep,
        } => {
            if keep.as_ref().is_some_and(is_kept) {
                return Ok(Seen::Cached);
            }
            let ended = process::run(program, limits, walls, control)?;
            let oddity = look_at(program, product.as_ref(), keep.as_ref(), &ended)?;
            Ok(Seen::Compiled(Compiled { ended, oddity }))
        }
        Action::Run(program) => process::run(program, limits, walls, control).map(Seen::Ran),
        Action::Sealed {
            program,
            run,
            bounds,
            replay,
            statics_of,
        } => {
            let start = sealed::Order {
                run,
                bounds,
                replay: replay.as_deref(),
                statics: statics::statics(&program.path, statics_of)?,
            };
            sealed::run(program, limits, walls, control, start).map(Seen::Sealed)
        }
        Action::Judged(talk) => conversation::run(talk, limits, walls, control).map(Seen::Judged),
    }
}

fn is_kept(keep: &Keep) -> bool {
    products::is_whole(&keep.at).unwrap_or(false)
}

/// Looks at what a compiler has made, and keeps it if it is to be kept; says what is odd about it.
fn look_at(
    program: &Program,
    product: Option<&Product>,
    keep: Option<&Keep>,
    ended: &Ended,
) -> Result<Option<String>, SandboxError> {
    if !ended.succeeded() {
        return Ok(None);
    }
    all_whole(&program.access.makes)?;
    let oddity = product.map(oddity::oddity).transpose()?.flatten();
    if let Some(keep) = keep {
        publish(&keep.built, &keep.at)?;
    }
    Ok(oddity)
}

/// What a compiler says that it has made is there, and all of it.
fn all_whole(products: &[PathBuf]) -> Result<(), SandboxError> {
    let is_broken = |path: &&PathBuf| !products::is_whole(path).unwrap_or(false);
    match products.iter().find(is_broken) {
        None => Ok(()),
        Some(path) => Err(SandboxError::CutShort { path: path.clone() }),
    }
}

/// Moves a finished product into the store in one step, so that nobody ever sees half of it.
fn publish(built: &std::path::Path, at: &std::path::Path) -> Result<(), SandboxError> {
    let keep = |source| SandboxError::Keep {
        path: at.to_owned(),
        source,
    };
    let folder = at.parent().unwrap_or(at);
    let aside = tempfile::Builder::new()
        .prefix(".new-")
        .tempdir_in(folder)
        .map_err(keep)?;
    let copy = aside.path().join("product");
    let length = fs::copy(built, &copy).map_err(keep)?;
    let is_all = fs::metadata(built).is_ok_and(|found| found.len() == length);
    if !is_all || !products::is_whole(&copy).map_err(keep)? {
        return Err(keep(io::ErrorKind::UnexpectedEof.into()));
    }
    // It is trusted for as long as the store is, so it must outlive a machine that loses power.
    fs::File::open(&copy)
        .and_then(|file| file.sync_all())
        .map_err(keep)?;
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o555)).map_err(keep)?;
    fs::rename(&copy, at).map_err(keep)
}
