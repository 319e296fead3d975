//! What the grader itself can fail at while it runs programs. Never the student's fault.

use super::{broken::Broken, limits::TooTight};
use crate::model::Program;
use std::{io, path::PathBuf};

/// The grader could not do its own part.
#[derive(Debug)]
pub enum SandboxError {
    /// A process could not be started.
    Start {
        /// The file that should have been executed.
        program: PathBuf,
        /// What was in the way.
        source: StartError,
    },
    /// The run was cancelled before the step was over.
    Cancelled,
    /// The limits that the grader was started under leave too little for a program.
    Tight(TooTight),
    /// A process could not be watched or ended.
    Control {
        /// The file that was executed.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The judge broke, which has no student code in it.
    Judge {
        /// The judge's binary.
        program: PathBuf,
        /// What it said or did.
        message: String,
    },
    /// What a compiler wrote cannot be read.
    Product {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A compiler succeeded, and what it made is missing or was cut short.
    CutShort {
        /// What it should have made.
        path: PathBuf,
    },
    /// A model begins each execution with fresh statics, and there is too much to put back.
    Statics {
        /// How large they are.
        size: u64,
        /// How large they may be.
        most: u64,
    },
    /// A product could not be moved into the store.
    Keep {
        /// Where it should have been kept.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl SandboxError {
    /// A program could not be watched or ended.
    pub(super) fn control(program: &Program, source: io::Error) -> SandboxError {
        SandboxError::Control {
            program: program.path.clone(),
            source,
        }
    }

    /// A program could not be started.
    pub(super) fn start(program: &Program, source: impl Into<StartError>) -> SandboxError {
        SandboxError::Start {
            program: program.path.clone(),
            source: source.into(),
        }
    }
}

/// Why a program was not started in its enclosure.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Landlock alone cannot give a program a network of its own.
    #[error(
        "this exercise needs a network of its own, which Landlock alone cannot give: `grader doctor` tells how to get namespaces"
    )]
    NoPrivateNetwork,
    /// bubblewrap was to make the namespaces.
    #[error("bwrap is not installed")]
    NoBubblewrap,
    /// There are no jails on other systems.
    #[error("submitted code can be isolated on Linux only")]
    OnlyLinux,
    /// The system refused a step of building the jail.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// The system refused something else.
    #[error(transparent)]
    System(#[from] io::Error),
}
