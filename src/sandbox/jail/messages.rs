//! What the grader and the jailer say to each other, over a private socket.

use super::{users::NOBODY, view::View};
use crate::model::{Access, Isolation, Limits, Network, Phase, Program};
use crate::sandbox::{broken::Broken, reaped::Reaped};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// All that the jailer is to do.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ToJailer {
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

impl ToJailer {
    /// How to run a program behind such walls.
    pub(super) fn new(program: &Program, limits: Limits, isolation: Isolation) -> ToJailer {
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
        ToJailer {
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

/// What the jailer answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum FromJailer {
    /// It waits for the maps of its user namespace; it is answered with `Option<Broken>`.
    NeedsMaps,
    /// The program runs.
    Started {
        /// Its number in the jailer's own pid namespace.
        pid: i32,
    },
    /// The program has ended and nothing that it started is left.
    Ended(Reaped),
    /// A wall could not be built, so nothing was started.
    Failed(Broken),
}
