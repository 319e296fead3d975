//! Runs a sealed check: hands it a secret, collects what it reports, and says whether the record is whole.

use super::{SandboxError, capture::Budget, process::Running, walls::Walls};
use crate::model::{Ending, Limits, Observation, Program};
use kit_wire::{FrameError, read_frame, sealed, write_frame};
use std::{
    io,
    time::{Duration, Instant},
};

/// Reports beyond this number are a flood, not a record.
const MOST_REPORTS: usize = 1_000;

/// The limit holds for one execution of a model; a whole search may take so many times as long. Its real
/// budget is in executions.
const EXECUTIONS_TIME: u32 = 20;

/// Runs one process that must prove with the secret that its checks returned.
pub(super) fn run(
    program: &Program,
    limits: Limits,
    walls: &Walls,
    run: &[String],
    bounds: &sealed::Bounds,
    replay: Option<&str>,
) -> Result<Observation, SandboxError> {
    let start = sealed::Start {
        secret: fresh_secret().map_err(|source| SandboxError::control(program, source))?,
        run: run.to_vec(),
        bounds: bounds.clone(),
        replay: replay.map(str::to_owned),
    };
    let time = Duration::from_secs(limits.wall_seconds.into());
    let whole = Limits {
        cpu_seconds: limits.cpu_seconds.saturating_mul(EXECUTIONS_TIME),
        ..limits
    };
    let mut running = Running::start(program, whole, walls)?;
    running.expire_in(time);
    let errors = running.errors(Budget::kib(limits.output_kb));
    // A process that dies before it has read this tells by its ending; the broken pipe adds nothing.
    let _ = write_frame(&mut running.input(), &start);
    let end = Instant::now() + time * EXECUTIONS_TIME;
    let record = read_record(running.output(), &start.secret, || {
        running.expire_in(time.min(end.saturating_duration_since(Instant::now())));
    });
    if record.is_err() {
        running.killer().kill();
    }
    let end = running
        .wait()
        .map_err(|source| SandboxError::control(program, source))?;
    let (stderr, flooded) = errors.finish();
    let mut observation = Observation::already_done();
    observation.ending = if flooded {
        Ending::TooMuchOutput
    } else {
        end.ending
    };
    observation.stderr = stderr;
    observation.cost = end.cost;
    if let Ok((reports, sealed)) = record {
        observation.reports = reports;
        observation.sealed = sealed && observation.succeeded();
    }
    Ok(observation)
}

/// Reads reports to the end of the pipe. The record is whole if its last frame, and only that, finishes it
/// with the secret and the right count.
fn read_record(
    mut from: impl io::Read,
    secret: &[u8; 32],
    mut on_sign_of_life: impl FnMut(),
) -> Result<(Vec<sealed::Ran>, bool), FrameError> {
    let mut reports = Vec::new();
    let mut finished = false;
    loop {
        match read_frame(&mut from) {
            Err(FrameError::Closed) => return Ok((reports, finished)),
            Err(error) => return Err(error),
            Ok(_) if finished => return Ok((reports, false)),
            Ok(sealed::FromSealed::Working) => on_sign_of_life(),
            Ok(sealed::FromSealed::Ran(_)) if reports.len() >= MOST_REPORTS => {
                return Ok((reports, false));
            }
            Ok(sealed::FromSealed::Ran(ran)) => reports.push(ran),
            Ok(sealed::FromSealed::Finished { secret: shown, ran }) => {
                if shown != *secret || ran as usize != reports.len() {
                    return Ok((reports, false));
                }
                finished = true;
            }
        }
    }
}

fn fresh_secret() -> io::Result<[u8; 32]> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(io::Error::other)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit_wire::sealed::FromSealed;

    const SECRET: [u8; 32] = [7; 32];

    fn record(frames: &[FromSealed]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for frame in frames {
            write_frame(&mut bytes, frame).unwrap();
        }
        bytes
    }

    #[track_caller]
    fn check(bytes: &[u8], expect: bool) {
        let sealed = read_record(bytes, &SECRET, || {}).is_ok_and(|(_, sealed)| sealed);
        assert_eq!(sealed, expect);
    }

    #[test]
    fn the_secret_seals_a_record() {
        check(
            &record(&[FromSealed::Finished {
                secret: SECRET,
                ran: 0,
            }]),
            true,
        );
    }

    #[test]
    fn nothing_is_no_record() {
        check(&[], false);
    }

    #[test]
    fn a_guessed_secret_is_no_seal() {
        check(
            &record(&[FromSealed::Finished {
                secret: [0; 32],
                ran: 0,
            }]),
            false,
        );
    }

    #[test]
    fn a_missing_report_breaks_the_seal() {
        check(
            &record(&[FromSealed::Finished {
                secret: SECRET,
                ran: 1,
            }]),
            false,
        );
    }

    #[test]
    fn nothing_may_follow_the_seal() {
        let finished = FromSealed::Finished {
            secret: SECRET,
            ran: 0,
        };
        check(&record(&[finished.clone(), finished]), false);
        let mut bytes = record(&[FromSealed::Finished {
            secret: SECRET,
            ran: 0,
        }]);
        bytes.push(1);
        check(&bytes, false);
    }
}
