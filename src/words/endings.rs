//! The ways in which processes end, in words: each way, for each kind of process that can end so.

use crate::model::{Ending, Limits};
use kit_wire::CHECK_IS_BROKEN;

/// Completes a sentence that begins with the program: `rustc ended with exit code 101`.
pub fn plainly(ending: Ending) -> String {
    match ending {
        Ending::Exited(code) => format!("ended with exit code {code}"),
        Ending::Signalled(signal) => format!("was ended by signal {signal}"),
        Ending::StackOverflow => "was ended by a stack overflow".to_owned(),
        Ending::TimedOut { .. } => "was stopped at its time limit".to_owned(),
        Ending::TooMuchOutput => "was stopped because it printed too much".to_owned(),
        Ending::OutOfMemory => "was stopped because it used too much memory".to_owned(),
    }
}

/// A driver that ended before it answered; it had `limit_ms` for its answer.
pub fn without_an_answer(ending: Ending, limit_ms: u64) -> String {
    match ending {
        Ending::Exited(code) => format!(
            "Your code ended the whole process with exit code {code} before it answered. \
             Return from the function instead of calling `std::process::exit`."
        ),
        Ending::Signalled(signal) => signalled_without_an_answer(Signal::from(signal)),
        Ending::TimedOut { busy: true } => format!(
            "Your code never came back: it was still computing after {}. Is there an endless loop?",
            duration(limit_ms)
        ),
        Ending::TimedOut { busy: false } => format!(
            "Your code never came back: after {} it was still waiting. Is there a deadlock, \
             or does a thread wait for something that never comes?",
            duration(limit_ms)
        ),
        Ending::TooMuchOutput => {
            "Your code printed more than a check may print. Is there a `println!` in an endless loop?".to_owned()
        }
        Ending::OutOfMemory => {
            "Your code used more memory than it may. Does something grow without end?".to_owned()
        }
        Ending::StackOverflow => {
            "The stack overflowed: a function of yours probably calls itself without end.".to_owned()
        }
    }
}

fn signalled_without_an_answer(signal: Signal) -> String {
    match signal {
        Signal::BadInstruction(signal) => {
            format!("Your code was stopped by signal {signal}: it ran into an instruction that must not be.")
        }
        Signal::Aborted => "Your code aborted the whole process: `std::process::abort`, or a panic while another panic \
             was being handled (in a `Drop`, for example)."
            .to_owned(),
        Signal::BadMemory(signal) => {
            format!("Your code touched memory that is not its own (signal {signal}).")
        }
        Signal::Killed => KILLED.to_owned(),
        Signal::OutOfTime => {
            "Your code used more computing time than it may. Is there an endless loop?".to_owned()
        }
        Signal::ForbiddenCall(signal) | Signal::Other(signal) => {
            format!("Your code was stopped by signal {signal} before it answered.")
        }
    }
}

/// A sealed check that ended before its functions had returned. `last_words`: the last line on its stderr.
pub fn without_a_record(ending: Ending, limits: Limits, last_words: &str) -> String {
    let seconds = limits.wall_seconds;
    match ending {
        // So a broken check ends as well; then its last words tell the instructor who runs `verify`.
        Ending::Exited(CHECK_IS_BROKEN) => format!(
            "The process ended with exit code {CHECK_IS_BROKEN} before the check had returned: {last_words}"
        ),
        Ending::Exited(code) => format!(
            "Your code ended the whole process (exit code {code}) before the check had returned."
        ),
        Ending::TimedOut { busy: true } => format!(
            "Your code was still computing after {seconds} s: a loop that never ends and never waits for another thread."
        ),
        Ending::TimedOut { busy: false } => {
            format!(
                "Your code was still waiting after {seconds} s, for something that never comes."
            )
        }
        Ending::TooMuchOutput => "Your code printed without end and was stopped.".to_owned(),
        Ending::OutOfMemory => out_of_memory("Your code", limits),
        Ending::StackOverflow => STACK_OVERFLOW.to_owned(),
        Ending::Signalled(signal) => crashed(Signal::from(signal)),
    }
}

/// A program of the student's that was stopped or crashed. `None`: it ended by itself.
pub fn of_a_program(ending: Ending, limits: Limits) -> Option<String> {
    let sentence = match ending {
        Ending::Exited(_) => return None,
        Ending::TimedOut { .. } => {
            format!("The program had not ended after {} s.", limits.wall_seconds)
        }
        Ending::TooMuchOutput => "The program printed without end and was stopped.".to_owned(),
        Ending::OutOfMemory => out_of_memory("The program", limits),
        Ending::StackOverflow => STACK_OVERFLOW.to_owned(),
        Ending::Signalled(signal) => crashed(Signal::from(signal)),
    };
    Some(sentence)
}

/// A compiler that was stopped, after so many seconds, or crashed: the code is what made it. `None`: it ended by itself.
pub fn of_a_compiler(ending: Ending, seconds: u32) -> Option<String> {
    let sentence = match ending {
        Ending::Exited(_) => return None,
        Ending::TimedOut { .. } => format!(
            "Compiling took longer than {seconds} s and was stopped: an endless macro or constant?"
        ),
        Ending::TooMuchOutput => {
            "The compiler had more to say about this than anybody can read: an endless macro?".to_owned()
        }
        Ending::Signalled(_) | Ending::StackOverflow | Ending::OutOfMemory => {
            "The compiler ran out of memory or crashed on this code, which no reasonable solution makes it do."
                .to_owned()
        }
    };
    Some(sentence)
}

const STACK_OVERFLOW: &str = "The stack overflowed: a recursion that never ends?";
const KILLED: &str = "Your code was killed: it used more time or memory than it may.";

fn out_of_memory(who: &str, limits: Limits) -> String {
    format!(
        "{who} asked for more than {} MiB of memory.",
        limits.memory_mb
    )
}

fn crashed(signal: Signal) -> String {
    match signal {
        Signal::Aborted => {
            "Your code aborted the whole process before the check had returned.".to_owned()
        }
        Signal::BadMemory(_) => {
            "The process was ended by a segmentation fault: a stack overflow (a recursion that never ends?) or a wrong pointer."
                .to_owned()
        }
        Signal::BadInstruction(signal) => {
            format!("The process ran into an instruction that must not be (signal {signal}).")
        }
        Signal::Killed => KILLED.to_owned(),
        Signal::ForbiddenCall(_) => {
            "Your code asked the system for something that no exercise needs and was stopped (a forbidden system call)."
                .to_owned()
        }
        Signal::OutOfTime => {
            format!("The process was ended by signal {} before the check had returned.", libc::SIGXCPU)
        }
        Signal::Other(signal) => {
            format!("The process was ended by signal {signal} before the check had returned.")
        }
    }
}

/// What a signal means, with its number where several mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    BadInstruction(i32),
    Aborted,
    BadMemory(i32),
    Killed,
    OutOfTime,
    ForbiddenCall(i32),
    Other(i32),
}

impl From<i32> for Signal {
    fn from(signal: i32) -> Signal {
        match signal {
            libc::SIGILL | libc::SIGTRAP => Signal::BadInstruction(signal),
            libc::SIGABRT => Signal::Aborted,
            libc::SIGSEGV | libc::SIGBUS => Signal::BadMemory(signal),
            libc::SIGKILL => Signal::Killed,
            libc::SIGXCPU => Signal::OutOfTime,
            libc::SIGSYS => Signal::ForbiddenCall(signal),
            other => Signal::Other(other),
        }
    }
}

fn duration(milliseconds: u64) -> String {
    match (milliseconds / 1000, milliseconds % 1000) {
        (seconds, 0) => format!("{seconds} s"),
        (0, milliseconds) => format!("{milliseconds} ms"),
        _ => format!("{:.1} s", milliseconds as f64 / 1000.0),
    }
}

#[cfg(test)]
mod tests;
