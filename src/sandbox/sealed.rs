//! Runs a sealed check: hands it a secret once its `main` has begun, and collects its record.

use super::{
    capture::Room,
    enclosure::Enclosure,
    error::SandboxError,
    process::Running,
    record::{self, Seal, Sealer},
};
use crate::control::Control;
use crate::model::{Ending, Limits, Program, SealedRun};
use kit_wire::{sealed, write_frame};
use std::{
    io,
    ops::Range,
    process::ChildStdin,
    time::{Duration, Instant},
};

/// The limit holds for one execution of a model; a whole search may take so many times as long. Its real
/// budget is in executions.
const EXECUTIONS_TIME: u32 = 20;

/// What a sealed check is told to do.
pub(super) struct Assignment<'a> {
    /// The check functions to run; empty: all.
    pub(super) run: &'a [String],
    /// How far models are explored.
    pub(super) bounds: &'a sealed::Bounds,
    /// Only this schedule.
    pub(super) replay: Option<&'a str>,
    /// What is put back before each execution of a model.
    pub(super) statics: Vec<Range<u64>>,
}

/// Runs one process that must prove with the secret that its checks returned.
pub(super) fn run(
    program: &Program,
    limits: Limits,
    enclosure: &Enclosure,
    control: &Control,
    order: Assignment<'_>,
) -> Result<SealedRun, SandboxError> {
    let start = sealed::Start {
        secret: fresh_secret().map_err(|source| SandboxError::control(program, source))?,
        run: order.run.to_vec(),
        bounds: order.bounds.clone(),
        replay: order.replay.map(str::to_owned),
        statics: order.statics,
    };
    let time = Duration::from_secs(limits.wall_seconds.into());
    let whole = Limits {
        cpu_seconds: limits.cpu_seconds.saturating_mul(EXECUTIONS_TIME),
        ..limits
    };
    let mut running = Running::start(program, whole, enclosure, control)?;
    running.expire_in(time);
    let errors = running.errors(Room::kib(limits.output_kb));
    let output = running.output();
    let mut talk = Talk {
        start: &start,
        to_check: running.input(),
        running: &running,
        time,
        end: Instant::now() + time * EXECUTIONS_TIME,
    };
    let record = record::read(output, &start.secret, order.run, &mut talk);
    drop(talk);
    if record.seal == Seal::TooLong {
        running.killer().kill();
    }
    let end = running
        .wait()
        .map_err(|source| SandboxError::control(program, source))?;
    let (stderr, flooded) = errors.finish();
    let ending = if flooded || record.seal == Seal::TooLong {
        Ending::TooMuchOutput
    } else {
        end.ending
    };
    Ok(SealedRun {
        ending,
        stderr,
        cost: end.cost,
        reports: record.reports,
        sealed: record.seal == Seal::Whole && ending == Ending::Exited(0),
    })
}

/// The grader's side of the talk with a sealed check.
struct Talk<'a> {
    start: &'a sealed::Start,
    to_check: ChildStdin,
    running: &'a Running,
    /// For one execution.
    time: Duration,
    /// Of all executions.
    end: Instant,
}

impl Sealer for Talk<'_> {
    fn start(&mut self) {
        // A process that dies before it has read this tells by its ending; the broken pipe adds nothing.
        let _ = write_frame(&mut self.to_check, self.start);
    }

    fn sign_of_life(&mut self) {
        let left = self.end.saturating_duration_since(Instant::now());
        self.running.expire_in(self.time.min(left));
    }
}

fn fresh_secret() -> io::Result<[u8; 32]> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(io::Error::other)?;
    Ok(secret)
}
