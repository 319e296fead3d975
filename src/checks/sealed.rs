//! What sealed checks share: starting one, and what it means if the record is missing.

use super::{STUDENT, runs};
use crate::model::{Action, Bench, Ending, Finding, Observation, Program, Step};
use kit_wire::sealed::Bounds;
use std::path::PathBuf;

/// The step that runs a sealed check's binary.
pub(super) fn step(
    bench: &Bench<'_>,
    file: &str,
    binary: PathBuf,
    run: &[String],
    bounds: Bounds,
    statics_of: Vec<String>,
) -> Step {
    let program = Program {
        path: binary,
        called: Some(STUDENT.to_owned()),
        arguments: Vec::new(),
        environment: Vec::new(),
        folder: bench.products.to_owned(),
        access: runs(bench),
    };
    Step {
        title: format!("run {file}"),
        action: Action::Sealed {
            program,
            run: run.to_vec(),
            bounds,
            replay: bench.replay.map(|replay| replay.schedule.clone()),
            statics_of,
        },
        limits: bench.limits,
        keep: None,
        may_fail: false,
        product: None,
    }
}

/// What to say when the process ended before its checks returned: without a record there is no pass.
pub(super) fn unsealed(bench: &Bench<'_>, seen: &Observation) -> Finding {
    let stderr = String::from_utf8_lossy(&seen.stderr);
    let seconds = bench.limits.wall_seconds;
    match seen.ending {
        // Also what a broken check ends with; then its last words tell the instructor who runs `verify`.
        Ending::Exited(97) => Finding::fail(format!(
            "The process ended with exit code 97 before the check had returned: {}",
            stderr.lines().last().unwrap_or_default()
        )),
        Ending::Exited(code) => Finding::fail(format!(
            "Your code ended the whole process (exit code {code}) before the check had returned."
        )),
        Ending::TimedOut { busy: true } => Finding::fail(format!(
            "Your code was still computing after {seconds} s: a loop that never ends and never waits for another thread."
        )),
        Ending::TimedOut { busy: false } => Finding::fail(format!(
            "Your code was still waiting after {seconds} s, for something that never comes."
        )),
        Ending::TooMuchOutput => Finding::fail("Your code printed without end and was stopped."),
        Ending::OutOfMemory => Finding::fail(out_of_memory(bench)),
        Ending::Signalled(signal) => Finding::fail(crash(bench, signal, &stderr)),
    }
}

/// What a crash is called, by its signal and what Rust's runtime says before it.
pub(super) fn crash(bench: &Bench<'_>, signal: i32, stderr: &str) -> String {
    match signal {
        _ if stderr.contains("has overflowed its stack") => {
            "The stack overflowed: a recursion that never ends?".to_owned()
        }
        _ if stderr.contains("memory allocation of") => out_of_memory(bench),
        libc::SIGABRT => "Your code aborted the whole process before the check had returned.".to_owned(),
        libc::SIGSEGV | libc::SIGBUS => {
            "The process was ended by a segmentation fault: a stack overflow (a recursion that never ends?) or a wrong pointer."
                .to_owned()
        }
        libc::SIGILL | libc::SIGTRAP => {
            format!("The process ran into an instruction that must not be (signal {signal}).")
        }
        libc::SIGKILL => "Your code was killed: it used more time or memory than it may.".to_owned(),
        libc::SIGSYS => "Your code asked the system for something that no exercise needs and was stopped (a forbidden system call).".to_owned(),
        signal => format!("The process was ended by signal {signal} before the check had returned."),
    }
}

/// What to say about code that took more memory than it may.
pub(super) fn out_of_memory(bench: &Bench<'_>) -> String {
    format!(
        "Your code asked for more than {} MiB of memory.",
        bench.limits.memory_mb
    )
}
