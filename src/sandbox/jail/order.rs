//! What the grader and its helper `grader __jail` say to each other.

use crate::model::{Access, Isolation, Limits, Network, Phase, Program};
use serde::{Deserialize, Serialize};
use std::{io, path::PathBuf};

use super::{users::NOBODY, view::View};

/// What the helper is told: the whole of what it is to do, over a private socket.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Order {
    /// Which walls to build.
    pub(super) isolation: Isolation,
    /// What the jail's root holds.
    pub(super) view: View,
    /// The file to execute, as it is called inside.
    pub(super) path: PathBuf,
    /// What it is told that it is called.
    pub(super) called: String,
    pub(super) arguments: Vec<String>,
    pub(super) environment: Vec<(String, String)>,
    /// The folder that it runs in, as it is called inside.
    pub(super) folder: PathBuf,
    pub(super) phase: Phase,
    pub(super) network: Network,
    /// Whether it may set modes of files by name.
    pub(super) may_chmod: bool,
    pub(super) limits: Limits,
    /// The user and group that the program is on the machine, if the grader is root.
    pub(super) user: u32,
}

impl Order {
    /// How to run a program behind such walls.
    pub(super) fn new(program: &Program, limits: Limits, isolation: Isolation) -> Order {
        let Access {
            phase,
            network,
            may_chmod,
            ..
        } = program.access;
        let view = View::of(program, isolation);
        let folder = match phase {
            Phase::Run => PathBuf::from("/"),
            Phase::Compile => program.folder.clone(),
        };
        Order {
            isolation,
            path: view.program.clone(),
            called: program
                .called
                .clone()
                .unwrap_or_else(|| program.path.display().to_string()),
            arguments: program.arguments.clone(),
            environment: program.environment.clone(),
            folder,
            phase,
            network,
            may_chmod,
            limits,
            user: NOBODY,
            view,
        }
    }
}

/// What the helper answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Report {
    /// The helper waits for the maps of its user namespace; it is answered with `Option<Broken>`.
    NeedsMaps,
    /// The program runs.
    Started {
        /// Its number in the helper's own pid namespace.
        pid: i32,
    },
    /// The program has ended and nothing that it started is left.
    Ended {
        /// As `wait` gave it.
        status: i32,
        /// CPU time of the program and its children, in microseconds.
        cpu_micros: u64,
        /// Peak resident memory in KiB.
        peak_kb: u64,
    },
    /// A wall could not be built, so nothing was started.
    Failed(Broken),
}

/// A step of building the jail that the system refused.
#[derive(Clone, Debug, Serialize, Deserialize, thiserror::Error)]
#[error("cannot {doing}: {}", io::Error::from_raw_os_error(*errno))]
pub(super) struct Broken {
    /// `mount /usr/lib`
    pub(super) doing: String,
    pub(super) errno: i32,
}

/// Says what was being done when the system said no.
pub(super) trait Doing<T> {
    fn doing(self, what: &str) -> Result<T, Broken>;
}

impl<T, E: Into<io::Error>> Doing<T> for Result<T, E> {
    fn doing(self, what: &str) -> Result<T, Broken> {
        self.map_err(|error| {
            let error: io::Error = error.into();
            Broken {
                doing: what.to_owned(),
                errno: error.raw_os_error().unwrap_or(libc::EIO),
            }
        })
    }
}
