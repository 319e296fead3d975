//! The two streams of a run: reports on stdout, remarks on stderr.

use crate::model::tamed_text;
use std::io::{self, Write};

/// Prints a report on stdout. Colours are dropped unless stdout is a terminal that wants them.
pub fn print(text: &str) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Prints a remark on stderr, where it disturbs no report. It may name paths that anybody has chosen.
pub fn remark(text: &str) {
    let _ = writeln!(anstream::stderr(), "{}", tamed_text(text));
}

/// Prints the one line that a child process of the grader answers with.
pub fn answer_parent(line: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "\n{line}")
}

/// A reader that hangs up (`grader list | head -1`) has read enough. That is no error, and the exit code is the one that
/// the work has earned.
pub fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
