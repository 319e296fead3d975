//! The processes of a jail, and their end.
#![allow(unsafe_code)]

use super::confine::die_with_the_jailer;
use crate::model::Isolation;
use crate::sandbox::{
    broken::{Broken, Doing},
    reaped::Reaped,
};
use rustix::{
    event::{PollFd, PollFlags, poll},
    process::{Pid, PidfdFlags, Signal},
};
use std::{
    fs, io,
    io::{Read, Write},
    os::{
        fd::{AsFd, AsRawFd},
        unix::net::UnixStream,
    },
};

/// What the jailer has started.
#[derive(Debug)]
pub(super) struct Tree {
    isolation: Isolation,
    /// The first process of the pid namespace, if there is one: when it ends, the kernel kills all others.
    first: Option<Pid>,
    program: Option<Pid>,
}

impl Tree {
    /// Starts the first process of the pid namespace, if there is to be one.
    ///
    /// `said` and `life` are the ends of a pipe whose reader is the jailer, and only it.
    pub(super) fn new(
        isolation: Isolation,
        said: impl AsFd,
        life: impl AsFd,
    ) -> Result<Tree, Broken> {
        let first = match isolation {
            Isolation::Namespaces => Some(start_first(said, life)?),
            _ => None,
        };
        Ok(Tree {
            isolation,
            first,
            program: None,
        })
    }

    /// Starts the program: `become_it` runs in the new process and returns only if that failed.
    pub(super) fn start(
        &mut self,
        said: impl AsFd,
        become_it: impl FnOnce(),
    ) -> Result<(), Broken> {
        self.program = Some(fork(said, become_it)?);
        Ok(())
    }

    /// The program's number as the jailer sees it.
    pub(super) fn program_id(&self) -> i32 {
        self.program.map_or(0, |pid| pid.as_raw_nonzero().get())
    }

    /// Waits until the program ends or the grader hangs up, then ends the whole tree.
    pub(super) fn outlive(&mut self, grader: &UnixStream) -> Result<Reaped, Broken> {
        let program = self
            .program
            .ok_or(io::ErrorKind::NotFound)
            .doing("find the program")?;
        let handle =
            rustix::process::pidfd_open(program, PidfdFlags::empty()).doing("watch the program")?;
        let mut events = [
            PollFd::new(&handle, PollFlags::IN),
            PollFd::new(grader, PollFlags::IN),
        ];
        rustix::io::retry_on_intr(|| poll(&mut events, None)).doing("wait for the program")?;
        self.end()
    }

    /// Kills all that is left and reaps it; says how the program ended.
    pub(super) fn end(&mut self) -> Result<Reaped, Broken> {
        let killed = |pid: Pid| rustix::process::kill_process(pid, Signal::KILL);
        if let Some(first) = self.first {
            let _ = killed(first);
        }
        let Some(program) = self.program.take() else {
            return Err(io::ErrorKind::NotFound).doing("find the program");
        };
        // It leads a group of its own, and is not reaped yet, so the number is certainly its.
        let _ = rustix::process::kill_process_group(program, Signal::KILL);
        let _ = killed(program);
        let end = Reaped::reap(program).doing("wait for the program");
        // The kernel ends the first process only when nobody else is left in its namespace.
        if let Some(first) = self.first.take() {
            let _ = Reaped::reap(first);
        } else if self.isolation == Isolation::Landlock {
            kill_orphans();
        }
        end
    }
}

/// Kills what has been handed to this process, the subreaper, until there is nothing left.
fn kill_orphans() {
    loop {
        let me = std::process::id();
        let children = fs::read_to_string(format!("/proc/self/task/{me}/children"));
        let children = children.unwrap_or_default();
        if children.is_empty() {
            return;
        }
        for child in children.split_whitespace() {
            if let Some(pid) = child.parse().ok().and_then(Pid::from_raw) {
                let _ = rustix::process::kill_process(pid, Signal::KILL);
            }
        }
        // SAFETY: the status is not asked for.
        if unsafe { libc::wait(std::ptr::null_mut()) } < 0 {
            return;
        }
    }
}

/// Starts the first process of the pid namespace; returns when it is certain to end with the jailer. Until then nothing
/// else may be started: another process would hold `said` open for a moment, and if the jailer died in that moment, this
/// one would take it for living.
fn start_first(said: impl AsFd, life: impl AsFd) -> Result<Pid, Broken> {
    let (mut is_ready, ready) = io::pipe().doing("open a pipe")?;
    let first = fork(said, || keep_alive(life, &ready))?;
    drop(ready);
    is_ready
        .read_exact(&mut [0])
        .doing("wait for the first process")?;
    Ok(first)
}

/// What the first process of a pid namespace does: nothing, until it is killed. Orphans are reaped by the
/// kernel, since it ignores the news of their end.
fn keep_alive(life: impl AsFd, mut ready: &io::PipeWriter) {
    if die_with_the_jailer(&life).is_err() || ready.write_all(&[1]).is_err() {
        return;
    }
    // SAFETY: plain calls; the process has one thread and handles no signal.
    unsafe {
        libc::signal(libc::SIGCHLD, libc::SIG_IGN);
        // Also the pipe that says whether the program has started: only the program is to hold it open.
        libc::syscall(libc::SYS_close_range, 0u32, u32::MAX, 0u32);
        loop {
            libc::pause();
        }
    }
}

/// Starts a process that does one thing and ends. It does not keep `said`.
fn fork(said: impl AsFd, child: impl FnOnce()) -> Result<Pid, Broken> {
    // SAFETY: this process has one thread, so its child may do whatever it could.
    match unsafe { libc::fork() } {
        -1 => Err(io::Error::last_os_error()).doing("start a process"),
        0 => {
            // SAFETY: this process uses its copy of the descriptor nowhere.
            unsafe { libc::close(said.as_fd().as_raw_fd()) };
            child();
            // SAFETY: ends the child without running what its parent has set up for its own end.
            unsafe { libc::_exit(1) }
        }
        pid => Pid::from_raw(pid)
            .ok_or(io::ErrorKind::NotFound)
            .doing("start a process"),
    }
}
