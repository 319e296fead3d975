//! What happened to a driver, in words for the student whose code was in it.

use kit_wire::judged::Loss;

/// One or two sentences that say what happened.
pub(crate) fn sentence(loss: &Loss) -> String {
    match loss {
        Loss::Exited(code) => format!(
            "Your code ended the whole process with exit code {code} before it answered. \
             Return from the function instead of calling `std::process::exit`."
        ),
        Loss::Signalled(signal) => signalled(*signal),
        Loss::TimedOut { busy: true, limit_ms } => format!(
            "Your code never came back: it was still computing after {}. Is there an endless loop?",
            duration(*limit_ms)
        ),
        Loss::TimedOut { busy: false, limit_ms } => format!(
            "Your code never came back: after {} it was still waiting. Is there a deadlock, \
             or does a thread wait for something that never comes?",
            duration(*limit_ms)
        ),
        Loss::TooMuchOutput => {
            "Your code printed more than a check may print. Is there a `println!` in an endless loop?".to_owned()
        }
        Loss::OutOfMemory => {
            "Your code used more memory than it may. Does something grow without end?".to_owned()
        }
        Loss::StackOverflow => {
            "The stack overflowed: a function of yours probably calls itself without end.".to_owned()
        }
        Loss::Protocol(what) => format!("Your code disturbed the connection to the judge: {what}."),
    }
}

fn signalled(signal: i32) -> String {
    match signal {
        4 | 5 => format!("Your code was stopped by signal {signal}: it ran into an instruction that must not be."),
        6 => "Your code aborted the whole process: `std::process::abort`, or a panic while another panic was \
              being handled (in a `Drop`, for example)."
            .to_owned(),
        7 | 11 => format!("Your code touched memory that is not its own (signal {signal})."),
        9 => "Your code was killed: it used more time or memory than it may.".to_owned(),
        24 => "Your code used more computing time than it may. Is there an endless loop?".to_owned(),
        other => format!("Your code was stopped by signal {other} before it answered."),
    }
}

fn duration(milliseconds: u64) -> String {
    match (milliseconds / 1000, milliseconds % 1000) {
        (seconds, 0) => format!("{seconds} s"),
        (0, milliseconds) => format!("{milliseconds} ms"),
        _ => format!("{:.1} s", milliseconds as f64 / 1000.0),
    }
}
