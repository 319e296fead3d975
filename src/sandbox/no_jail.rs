//! Stands in for `jail` where there is no Linux: no walls can be built, so only one's own work is graded.

use super::{cgroup::Group, walls::Walls};
use crate::model::{Isolation, Limits, Program, Workplace};
use rustix::process::Pid;
use std::{
    ffi::OsString,
    io,
    os::unix::net::UnixStream,
    process::{Child, ExitCode},
    sync::Arc,
};

/// The hidden word on the command line that makes the grader a jailer.
pub const WORD: &str = "__jail";

/// The hidden word on the command line that makes the grader try the walls around it.
pub const TRY: &str = "__try_walls";

const ONLY_LINUX: &str = "submitted code can be isolated on Linux only";

/// There is nothing to guard.
pub fn run(_descriptor: &str) -> ExitCode {
    ExitCode::FAILURE
}

/// There is nothing to try.
pub fn try_walls(_paths: &[OsString]) -> String {
    ONLY_LINUX.to_owned()
}

/// No walls hold.
pub(super) fn probe(_isolation: Isolation) -> Result<(), String> {
    Err(ONLY_LINUX.to_owned())
}

/// No compiler works behind them.
pub(super) fn probe_work(_isolation: Isolation, _work: &Workplace) -> Result<(), String> {
    Err(ONLY_LINUX.to_owned())
}

/// A program that runs behind walls; there are none here.
#[derive(Debug)]
pub(super) struct Jailed {
    pub(super) child: Child,
    pub(super) program: Pid,
    pub(super) jailer: Arc<UnixStream>,
    pub(super) group: Option<Group>,
}

/// How such a program ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    pub(super) status: i32,
    pub(super) cpu_micros: u64,
    pub(super) peak_kb: u64,
}

impl Jailed {
    /// There is nobody to ask.
    pub(super) fn sentence(_jailer: &UnixStream) -> io::Result<Option<Sentence>> {
        Ok(None)
    }
}

/// No program starts behind walls.
pub(super) fn start(_program: &Program, _limits: Limits, _walls: &Walls) -> io::Result<Jailed> {
    Err(io::Error::other(ONLY_LINUX))
}
