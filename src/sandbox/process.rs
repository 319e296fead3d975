//! One process under limits: started in a group of its own, watched, and killed with all that it started.
#![allow(unsafe_code)]

use super::{
    SandboxError,
    capture::{Budget, Capture},
    cgroup::Group,
    inherited::reset_for_program,
    jail::{self, Jailed, Sentence},
    janitor::{Janitor, Job},
    limits,
    walls::Walls,
    watchdog::{Expired, Killer, Watchdog},
};
use crate::control::Control;
use crate::model::{Cost, Ended, Ending, Isolation, Limits, Program};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};
use std::{
    ffi::OsStr,
    fs, io,
    os::unix::{
        fs::PermissionsExt,
        net::UnixStream,
        process::{CommandExt, ExitStatusExt},
    },
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

/// Runs a program without input and collects what it prints.
pub(super) fn run(
    program: &Program,
    limits: Limits,
    walls: &Walls,
    control: &Control,
) -> Result<Ended, SandboxError> {
    let mut running = Running::start(program, limits, walls, control)?;
    drop(running.input());
    let budget = Budget::kib(limits.output_kb);
    let killer = running.killer();
    let stdout = Capture::start(running.output(), budget.clone(), move || killer.kill());
    let errors = running.errors(budget);
    running.expire_in(Duration::from_secs(limits.wall_seconds.into()));
    let end = running
        .wait()
        .map_err(|source| SandboxError::control(program, source))?;
    let (stdout, flooded) = stdout.finish();
    let (stderr, errors_flooded) = errors.finish();
    let ending = if flooded || errors_flooded {
        Ending::TooMuchOutput
    } else {
        end.ending
    };
    Ok(Ended {
        ending,
        stdout,
        stderr,
        cost: end.cost,
    })
}

/// A process that runs.
#[derive(Debug)]
pub(super) struct Running {
    /// The program, or the jailer that guards it; the standard streams are the program's in both cases.
    child: Child,
    janitor: Arc<Janitor>,
    jailer: Option<Arc<UnixStream>>,
    group: Option<Group>,
    killer: Killer,
    started: Instant,
    watchdog: Watchdog,
}

/// How a process ended and what it cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) ending: Ending,
    pub(super) cost: Cost,
}

impl Running {
    /// Starts a program behind walls, with pipes on its three standard streams and nothing else in hand.
    pub(super) fn start(
        program: &Program,
        limits: Limits,
        walls: &Walls,
        control: &Control,
    ) -> Result<Running, SandboxError> {
        if control.is_cancelled() {
            return Err(SandboxError::Cancelled);
        }
        let started = Instant::now();
        limits::leave_room(limits, program.access.phase)?;
        let begin = make_folders(&program.access.writes).and_then(|()| match walls.isolation() {
            Isolation::None => {
                let child = unconfined(program, limits).spawn()?;
                let killer = Killer::of_group(Pid::from_child(&child));
                Ok((child, None, None, killer))
            }
            _ => {
                let jailed = jail::start(program, limits, walls)?;
                let killer = Killer::of_jail(jailed.program, Arc::clone(&jailed.jailer));
                Ok((jailed.child, Some(jailed.jailer), jailed.group, killer))
            }
        });
        let (child, jailer, group, killer) = begin.map_err(|source| SandboxError::Start {
            program: program.path.clone(),
            source,
        })?;
        let watchdog = Watchdog::new(killer.clone(), control);
        Ok(Running {
            child,
            janitor: Arc::clone(walls.janitor()),
            jailer,
            group,
            killer,
            started,
            watchdog,
        })
    }

    /// The pipe to its stdin. To be taken once.
    pub(super) fn input(&mut self) -> ChildStdin {
        self.child
            .stdin
            .take()
            .expect("stdin is piped and taken once")
    }

    /// The pipe from its stdout. To be taken once.
    pub(super) fn output(&mut self) -> ChildStdout {
        self.child
            .stdout
            .take()
            .expect("stdout is piped and taken once")
    }

    /// Starts to collect its stderr; a flood kills the process. To be called once.
    pub(super) fn errors(&mut self, budget: Budget) -> Capture {
        let killer = self.killer();
        let stderr = self
            .child
            .stderr
            .take()
            .expect("stderr is piped and taken once");
        Capture::start(stderr, budget, move || killer.kill())
    }

    /// A handle to kill it from elsewhere.
    pub(super) fn killer(&self) -> Killer {
        self.killer.clone()
    }

    /// From now on it has so much time; replaces what was set before.
    pub(super) fn expire_in(&self, time: Duration) {
        self.watchdog.set(Some(Instant::now() + time));
    }

    /// It may take its time again.
    pub(super) fn never_expire(&self) {
        self.watchdog.set(None);
    }

    /// Waits for its end, then kills whatever it left behind.
    pub(super) fn wait(self) -> io::Result<End> {
        let seen = match self.jailer {
            None => wait_for_group(&self.child, &self.killer).map(Some),
            Some(jailer) => {
                let sentence = Jailed::sentence(&jailer);
                self.killer.retire();
                self.janitor.leave(Job::Dismiss(self.child));
                sentence.map(|sentence| Some(served(sentence?)))
            }
        };
        let expired = self.watchdog.stop();
        let (status, mut cost) = match (seen?, expired) {
            (Some(seen), _) => seen,
            // It was to be killed, and it is dead; that the jailer could not say so changes nothing.
            (None, Some(_)) => (ExitStatus::from_raw(libc::SIGKILL), Cost::default()),
            (None, None) => return Err(io::Error::other("the jailer ended without a report")),
        };
        cost.wall = self.started.elapsed();
        let is_out_of_memory = self.group.as_ref().is_some_and(Group::ran_out_of_memory);
        let ending = match ending(status, expired) {
            Ending::Signalled(libc::SIGKILL) if is_out_of_memory => Ending::OutOfMemory,
            ending => ending,
        };
        Ok(End { ending, cost })
    }
}

/// Waits for the leader of a group, then kills the rest.
fn wait_for_group(leader: &Child, killer: &Killer) -> io::Result<(ExitStatus, Cost)> {
    let pid = Pid::from_child(leader);
    // The process stays a zombie until it is reaped below, so its group cannot belong to anyone else yet.
    let end = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    rustix::io::retry_on_intr(|| rustix::process::waitid(WaitId::Pid(pid), end))?;
    killer.kill();
    killer.retire();
    reap(pid)
}

/// What a jailer's report says.
fn served(sentence: Sentence) -> (ExitStatus, Cost) {
    let cost = Cost {
        wall: Duration::ZERO,
        cpu: Duration::from_micros(sentence.cpu_micros),
        peak_kb: sentence.peak_kb,
    };
    (ExitStatus::from_raw(sentence.status), cost)
}

/// The command for a program that is only limited, not confined.
fn unconfined(program: &Program, limits: Limits) -> Command {
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
    command
}

/// Makes the folders that a program writes to. In a jail it is another user, so anybody may write there; the
/// grading's own folder keeps others out.
fn make_folders(folders: &[PathBuf]) -> io::Result<()> {
    for folder in folders {
        fs::create_dir_all(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o777))?;
    }
    Ok(())
}

/// What a raw status means, given what the watchdog saw if it had to act.
fn ending(status: ExitStatus, expired: Option<Expired>) -> Ending {
    match (status.signal(), expired) {
        (Some(libc::SIGXCPU), _) => Ending::TimedOut { busy: true },
        (Some(libc::SIGKILL), Some(Expired { busy })) => Ending::TimedOut { busy },
        (Some(signal), _) => Ending::Signalled(signal),
        (None, _) => Ending::Exited(status.code().unwrap_or(-1)),
    }
}

/// A grader that is killed leaves nothing running. The signal comes when the *thread* that started the process
/// ends; ours are threads of a pool that lives as long as the grader.
#[cfg(target_os = "linux")]
pub(super) fn die_with_the_grader() -> io::Result<()> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn die_with_the_grader() -> io::Result<()> {
    Ok(())
}

/// Reaps a process that has ended, with what it cost.
fn reap(pid: Pid) -> io::Result<(ExitStatus, Cost)> {
    let mut status = 0;
    // SAFETY: `rusage` is plain numbers, for which zero is a value.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: both pointers are to live locals of the right types, and `pid` is a child not yet reaped.
    let reaped = unsafe { libc::wait4(pid.as_raw_nonzero().get(), &mut status, 0, &mut usage) };
    if reaped < 0 {
        return Err(io::Error::last_os_error());
    }
    let time = |time: libc::timeval| {
        Duration::new(time.tv_sec.unsigned_abs(), 0)
            + Duration::from_micros(time.tv_usec.unsigned_abs())
    };
    let peak_kb = usage.ru_maxrss.unsigned_abs();
    let cost = Cost {
        wall: Duration::ZERO,
        cpu: time(usage.ru_utime) + time(usage.ru_stime),
        peak_kb,
    };
    Ok((ExitStatus::from_raw(status), cost))
}
