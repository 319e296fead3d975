//! A program that is only limited, not confined: it leads a group of processes of its own, and the group is killed as a whole.
#![allow(unsafe_code)]

use super::{
    inherited::{die_with_the_grader, reset_for_program},
    limits,
    reaped::Reaped,
    watchdog::Killer,
};
use crate::model::{Limits, Program};
use rustix::process::{Pid, WaitId, WaitIdOptions};
use std::{
    ffi::OsStr,
    io,
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
};

/// Starts a program under its limits.
pub(super) fn start(program: &Program, limits: Limits) -> io::Result<Child> {
    let called = program.called.as_deref();
    let mut command = Command::new(&program.path);
    command
        .arg0(called.map_or(program.path.as_os_str(), OsStr::new))
        .args(&program.arguments)
        .env_clear()
        .envs(program.environment.iter().map(|(key, value)| (key, value)))
        .current_dir(&program.folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0);
    // SAFETY: between fork and exec only `prctl`, `signal`, `sigprocmask`, `personality` and `setrlimit` are called,
    // which are async-signal-safe and do not allocate.
    unsafe {
        command.pre_exec(move || {
            die_with_the_grader()?;
            reset_for_program()?;
            limits::set(limits)
        });
    }
    command.spawn()
}

/// Waits for the program, then kills whatever else is left of its group.
pub(super) fn wait(leader: &Child, killer: &Killer) -> io::Result<Reaped> {
    let pid = Pid::from_child(leader);
    // The process stays a zombie until it is reaped below, so its group cannot belong to anyone else yet.
    let end = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    rustix::io::retry_on_intr(|| rustix::process::waitid(WaitId::Pid(pid), end))?;
    killer.kill();
    killer.retire();
    Reaped::reap(pid)
}
