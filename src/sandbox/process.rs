//! One process under limits: started in a group of its own, watched, and killed with all that it started.
#![allow(unsafe_code)]

use super::{
    SandboxError,
    capture::{Budget, Capture},
};
use crate::model::{Cost, Ending, Limits, Observation, Program};
use rustix::process::{Pid, Resource, Rlimit, Signal, WaitId, WaitIdOptions};
use std::{
    ffi::OsStr,
    io,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
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
        // SAFETY: between fork and exec only `setrlimit` is called, which is async-signal-safe and does not
        // allocate.
        unsafe {
            command.pre_exec(move || set_limits(limits));
        }
        let child = command.spawn().map_err(|source| SandboxError::Start {
            program: program.path.clone(),
            source,
        })?;
        let group = Killer {
            group: Pid::from_child(&child),
            gone: Arc::default(),
        };
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
        self.group.gone.store(true, Ordering::SeqCst);
        let (status, mut cost) = reap(pid)?;
        cost.wall = self.started.elapsed();
        let expired = self.watchdog.stop();
        Ok(End {
            ending: ending(status, expired, cost),
            cost,
        })
    }
}

/// What a raw status means, given whether the watchdog had to act.
fn ending(status: ExitStatus, expired: bool, cost: Cost) -> Ending {
    let busy = cost.cpu * 2 > cost.wall;
    match status.signal() {
        Some(libc::SIGXCPU) => Ending::TimedOut { busy: true },
        Some(libc::SIGKILL) if expired => Ending::TimedOut { busy },
        Some(signal) => Ending::Signalled(signal),
        None => Ending::Exited(status.code().unwrap_or(-1)),
    }
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

/// Kills a process group, as long as it is certainly still ours.
#[derive(Clone, Debug)]
pub(super) struct Killer {
    group: Pid,
    gone: Arc<AtomicBool>,
}

impl Killer {
    /// Kills everything in the group; does nothing once the group's leader has been reaped.
    pub(super) fn kill(&self) {
        if !self.gone.load(Ordering::SeqCst) {
            let _ = rustix::process::kill_process_group(self.group, Signal::KILL);
        }
    }
}

/// Kills a process at its deadline.
#[derive(Debug)]
struct Watchdog {
    shared: Arc<(Mutex<Watch>, Condvar)>,
    thread: thread::JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Watch {
    deadline: Option<Instant>,
    expired: bool,
    over: bool,
}

impl Watchdog {
    fn new(killer: Killer) -> Watchdog {
        let shared = Arc::new((Mutex::new(Watch::default()), Condvar::new()));
        let theirs = Arc::clone(&shared);
        let thread = thread::spawn(move || watch(&theirs, &killer));
        Watchdog { shared, thread }
    }

    fn set(&self, deadline: Option<Instant>) {
        lock(&self.shared.0).deadline = deadline;
        self.shared.1.notify_one();
    }

    /// Ends the watch and says whether it had to kill.
    fn stop(self) -> bool {
        lock(&self.shared.0).over = true;
        self.shared.1.notify_one();
        let _ = self.thread.join();
        lock(&self.shared.0).expired
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn watch(shared: &(Mutex<Watch>, Condvar), killer: &Killer) {
    let mut watch = lock(&shared.0);
    while !watch.over {
        let now = Instant::now();
        watch = match watch.deadline {
            None => shared
                .1
                .wait(watch)
                .unwrap_or_else(std::sync::PoisonError::into_inner),
            Some(deadline) if deadline <= now => {
                watch.expired = true;
                watch.deadline = None;
                killer.kill();
                watch
            }
            Some(deadline) => {
                shared
                    .1
                    .wait_timeout(watch, deadline - now)
                    .unwrap_or_else(std::sync::PoisonError::into_inner)
                    .0
            }
        };
    }
}
