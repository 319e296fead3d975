//! Runs one [`Step`] under its limits. The only module that starts processes.
//!
//! [`Walls`] say how strictly programs are kept from the machine: in a jail (`jail/`), or only by limits on time,
//! memory and output. [`process::Running::start`] is the one place where that is decided.

mod capture;
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
mod cgroup;
mod conversation;
mod doctor;
#[cfg_attr(not(target_os = "linux"), path = "no_jail.rs")]
mod jail;
mod janitor;
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
mod limits;
mod process;
mod product;
mod record;
mod sealed;
mod tool;
mod walls;
mod watchdog;

pub use doctor::{Diagnosis, diagnose};
pub use jail::{TRY as TRY_WALLS, WORD as JAIL, run as jailer, try_walls};
pub use tool::{ToolEnding, run_tool};
pub use walls::{NoWalls, Walls};

use crate::model::{Action, Observation, Program, Step};
use std::{io, path::PathBuf};

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

/// Runs a step to its end, whatever end that is.
pub fn run(step: &Step, walls: &Walls) -> Result<Observation, SandboxError> {
    if step.keep.as_ref().is_some_and(|keep| keep.at.exists()) {
        return Ok(Observation::already_done());
    }
    let mut observation = match &step.action {
        Action::Run(program) => process::run(program, step.limits, walls),
        Action::Sealed {
            program,
            run,
            bounds,
            replay,
        } => sealed::run(program, step.limits, walls, run, bounds, replay.as_deref()),
        Action::Judged(conversation) => conversation::run(conversation, step.limits, walls),
    }?;
    if let Some(product) = step.product.as_ref().filter(|_| observation.succeeded()) {
        observation.oddity = product::oddity(product)?;
    }
    if let Some(keep) = step.keep.as_ref().filter(|_| observation.succeeded()) {
        publish(&keep.built, &keep.at)?;
    }
    Ok(observation)
}

/// Moves a finished product into the store in one step, so that nobody ever sees half of it.
fn publish(built: &std::path::Path, at: &std::path::Path) -> Result<(), SandboxError> {
    let keep = |source| SandboxError::Keep {
        path: at.to_owned(),
        source,
    };
    let folder = at.parent().unwrap_or(at);
    std::fs::create_dir_all(folder).map_err(keep)?;
    let aside = tempfile::Builder::new()
        .prefix(".new-")
        .tempdir_in(folder)
        .map_err(keep)?;
    let copy = aside.path().join("product");
    std::fs::copy(built, &copy).map_err(keep)?;
    std::fs::rename(&copy, at).map_err(keep)
}
