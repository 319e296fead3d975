//! The standard streams and the process, as far as the look-alike has its own.

#[macro_use]
mod common;

use std::io::{IsTerminal, Stderr, StderrLock, Stdout, StdoutLock, Write, stderr, stdout};
use std::process::{ExitCode, Stdio, Termination};

/// `Stdout::lock`, `Stderr::lock`: what locks a stream may outlive its handle.
pub fn locks_outlive_handles() -> String {
    fn out() -> StdoutLock<'static> {
        stdout().lock()
    }
    let mut locks: (StdoutLock<'_>, StderrLock<'static>) = (out(), stderr().lock());
    let written = writeln!(locks.0, "out").and_then(|()| writeln!(locks.1, "err"));
    format!("{:?} {:?}", written.is_ok(), locks.0.flush().is_ok())
}

/// `stdout`, `stderr`: can be written to through a shared handle.
pub fn shared_handles_write() -> String {
    let (out, err) = (stdout(), stderr());
    let mut shared = &out;
    let written = [
        shared.write_all(b"out").is_ok(),
        (&err).write(b"err").is_ok_and(|length| length == 3),
        write!(&out, "{}", 5).is_ok(),
    ];
    format!("{written:?}")
}

/// `Stdout`, `Stderr`, `StdoutLock`, `StderrLock`: know whether they are terminals, and can be what a process gets.
pub fn streams_of_the_system() -> String {
    fn asks(_: &impl IsTerminal) -> String {
        "asks".to_owned()
    }
    let made: [Stdio; 2] = [stdout().into(), stderr().into()];
    let asked = [
        asks(&stdout()),
        asks(&stderr().lock()),
        asks(&std::io::stdin()),
    ];
    let _: [fn(&_) -> bool; 2] = [<Stdout as IsTerminal>::is_terminal, |err: &Stdout| {
        err.lock().is_terminal()
    }];
    format!(
        "{} {asked:?} {}",
        made.len(),
        size_of_val(&<Stderr as IsTerminal>::is_terminal)
    )
}

/// `ExitCode`: is what a program's main function may give.
pub fn exit_codes() -> String {
    fn given<T: Termination>(what: T) -> bool {
        what.report() == ExitCode::SUCCESS
    }
    let (good, bad) = (given(()), given(Err::<(), _>("bad")));
    format!("{good} {bad} {}", ExitCode::from(3) == ExitCode::from(3))
}

/// `process::id`: the same all along.
pub fn process_id() -> String {
    format!("{}", std::process::id() == std::process::id())
}
