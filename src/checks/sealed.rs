//! What it means if the record of a sealed check is missing.

use crate::model::{Context, Ending, Finding, SealedRun};

/// What to say when the process ended before its checks returned: without a record there is no pass.
pub(super) fn unsealed(context: &Context<'_>, seen: &SealedRun) -> Finding {
    let stderr = String::from_utf8_lossy(&seen.stderr);
    let seconds = context.limits.wall_seconds;
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
        Ending::OutOfMemory => Finding::fail(out_of_memory(context)),
        Ending::Signalled(signal) => Finding::fail(crash(context, signal, &stderr)),
    }
}

/// What a crash is called, by its signal and what Rust's runtime says before it.
pub(super) fn crash(context: &Context<'_>, signal: i32, stderr: &str) -> String {
    match signal {
        _ if stderr.contains("has overflowed its stack") => {
            "The stack overflowed: a recursion that never ends?".to_owned()
        }
        _ if stderr.contains("memory allocation of") => out_of_memory(context),
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
pub(super) fn out_of_memory(context: &Context<'_>) -> String {
    format!(
        "Your code asked for more than {} MiB of memory.",
        context.limits.memory_mb
    )
}
