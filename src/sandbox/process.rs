//! One process under limits: started in its enclosure, watched, and killed with all that it started.

use super::{
    capture::{Capture, Room},
    enclosure::{Enclosed, Enclosure},
    error::SandboxError,
    limits,
    reaped::Reaped,
    watchdog::{Expired, Killer, Watchdog},
};
use crate::control::Control;
use crate::model::{Cost, Ended, Ending, Limits, Program};
use std::{
    io,
    os::unix::process::ExitStatusExt,
    process::{ChildStdin, ChildStdout, ExitStatus},
    time::{Duration, Instant},
};

/// Runs a program without input and collects what it prints.
pub(super) fn run(
    program: &Program,
    limits: Limits,
    enclosure: &Enclosure,
    control: &Control,
) -> Result<Ended, SandboxError> {
    let mut running = Running::start(program, limits, enclosure, control)?;
    drop(running.input());
    let budget = Room::kib(limits.output_kb);
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
    enclosed: Enclosed,
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
    /// Starts a program in an enclosure.
    pub(super) fn start(
        program: &Program,
        limits: Limits,
        enclosure: &Enclosure,
        control: &Control,
    ) -> Result<Running, SandboxError> {
        if control.is_cancelled() {
            return Err(SandboxError::Cancelled);
        }
        let started = Instant::now();
        limits::leave_room(limits, program.access.phase)?;
        let enclosed = enclosure
            .start(program, limits)
            .map_err(|source| SandboxError::start(program, source))?;
        let killer = enclosed.killer();
        let watchdog = Watchdog::new(killer.clone(), control);
        Ok(Running {
            enclosed,
            killer,
            started,
            watchdog,
        })
    }

    /// The pipe to its stdin. To be taken once.
    pub(super) fn input(&mut self) -> ChildStdin {
        let stdin = &mut self.enclosed.child().stdin;
        stdin.take().expect("stdin is piped and taken once")
    }

    /// The pipe from its stdout. To be taken once.
    pub(super) fn output(&mut self) -> ChildStdout {
        let stdout = &mut self.enclosed.child().stdout;
        stdout.take().expect("stdout is piped and taken once")
    }

    /// Starts to collect its stderr; a flood kills the process. To be called once.
    pub(super) fn errors(&mut self, budget: Room) -> Capture {
        let killer = self.killer();
        let stderr = &mut self.enclosed.child().stderr;
        let stderr = stderr.take().expect("stderr is piped and taken once");
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
        let ended = self.enclosed.wait(&self.killer);
        let expired = self.watchdog.stop();
        let ended = match (ended?, expired) {
            (Some(ended), _) => ended,
            // It was to be killed, and it is dead; that the jailer could not say so changes nothing.
            (None, Some(_)) => Reaped::killed(),
            (None, None) => return Err(io::Error::other("the jailer ended without a report")),
        };
        Ok(End {
            ending: ending(ended, expired),
            cost: Cost {
                wall: self.started.elapsed(),
                cpu: ended.cpu,
                peak_kb: ended.peak_kb,
            },
        })
    }
}

/// What the end of a process means, given what the watchdog saw if it had to act.
fn ending(ended: Reaped, expired: Option<Expired>) -> Ending {
    let status = ExitStatus::from_raw(ended.status);
    match (status.signal(), expired) {
        (Some(libc::SIGXCPU), _) => Ending::TimedOut { busy: true },
        (Some(libc::SIGKILL), Some(Expired { busy })) => Ending::TimedOut { busy },
        (Some(libc::SIGKILL), None) if ended.is_out_of_memory => Ending::OutOfMemory,
        (Some(signal), _) => Ending::Signalled(signal),
        (None, _) => Ending::Exited(status.code().unwrap_or(-1)),
    }
}
