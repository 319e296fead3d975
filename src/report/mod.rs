//! Grades -> what people and programs read. Computes no score.

mod course_table;
mod csv;
mod doctor;
mod evidence;
mod json;
mod outlet;
mod progress;
mod source;
mod terminal;
mod timing;
mod trace;
mod verification;

pub use course_table::course_table;
pub use csv::class_csv;
pub use doctor::doctor;
pub use json::{Origin, json};
pub use outlet::{Outlet, clear_unfinished, write_file};
pub use progress::{ClassProgress, toolbox_progress};
pub use terminal::{Style, failures, submission};
pub use verification::verified;

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
