//! One process under limits: started in a group of its own, watched, and killed with all that it started.
#![allow(unsafe_code)]

use super::{
    SandboxError,
    capture::{Budget, Capture},
    watchdog::{Expired, Killer, Watchdog},
};
use crate::model::{Cost, Ending, Limits, Observation, Program};
use rustix::process::{Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions};
use std::{
    ffi::OsStr,
    io,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// Address space that a process may take beyond its memory: code, stacks and glibc's arenas are reserved
/// long before they are used.
const ADDRESS_SPACE_BESIDES_DATA: u64 = 3 << 30;

/// Runs a program without input and collects what it prints.
pub(super) fn run(program: &Program, limits: Limits) -> Result<Observation, SandboxError> {
    let mut running = Running::start(program, limits)?;
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
    let mut observation = Observation::already_done();
    observation.ending = ending;
    observation.stdout = stdout;
    observation.stderr = stderr;
    observation.cost = end.cost;
    Ok(observation)
}

/// A process that runs.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    group: Killer,
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
    /// Starts a program with pipes on its three standard streams and nothing else in hand.
    pub(super) fn start(program: &Program, limits: Limits) -> Result<Running, SandboxError> {
        let mut command = Command::new(&program.path);
        command
            .arg0(
                program
                    .called
                    .as_deref()
                    .map_or(program.path.as_os_str(), OsStr::new),
            )
            .args(&program.arguments)
            .env_clear()
            .envs(program.environment.iter().map(|(key, value)| (key, value)))
            .current_dir(&program.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0);
        // SAFETY: between fork and exec only `prctl` and `setrlimit` are called, which are async-signal-safe and
        // do not allocate.
        unsafe {
            command.pre_exec(move || {
                die_with_the_grader()?;
                set_limits(limits)
            });
        }
        let child = command.spawn().map_err(|source| SandboxError::Start {
            program: program.path.clone(),
            source,
        })?;
        let group = Killer::new(Pid::from_child(&child));
        let watchdog = Watchdog::new(group.clone());
        Ok(Running {
            child,
            group,
            started: Instant::now(),
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
        self.group.clone()
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
        let pid = Pid::from_child(&self.child);
        // The process stays a zombie until it is reaped below, so its group cannot belong to anyone else yet.
        loop {
            match rustix::process::waitid(
                WaitId::Pid(pid),
                WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
            ) {
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
                Ok(_) => break,
            }
        }
        self.group.kill();
        self.group.retire();
        let (status, mut cost) = reap(pid)?;
        cost.wall = self.started.elapsed();
        let expired = self.watchdog.stop();
        Ok(End {
            ending: ending(status, expired),
            cost,
        })
    }
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
fn die_with_the_grader() -> io::Result<()> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn die_with_the_grader() -> io::Result<()> {
    Ok(())
}

fn set_limits(limits: Limits) -> io::Result<()> {
    let set = |resource, bytes: u64| {
        let limit = Rlimit {
            current: Some(bytes),
            maximum: Some(bytes),
        };
        rustix::process::setrlimit(resource, limit).map_err(io::Error::from)
    };
    let memory = u64::from(limits.memory_mb) << 20;
    set(Resource::Data, memory)?;
    set(Resource::As, memory + ADDRESS_SPACE_BESIDES_DATA)?;
    set(Resource::Core, 0)?;
    let seconds = u64::from(limits.cpu_seconds);
    let cpu = Rlimit {
        current: Some(seconds),
        maximum: Some(seconds + 1),
    };
    rustix::process::setrlimit(Resource::Cpu, cpu).map_err(io::Error::from)
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
