//! Grades -> what people and programs read. Computes no score.

mod course_table;
mod csv;
mod doctor;
mod evidence;
mod json;
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
pub use progress::{ClassProgress, toolbox_progress};
pub use terminal::{Style, failures, submission};
pub use verification::verified;

use crate::model::tamed_text;
use std::{
    io::{self, Write},
    path::Path,
};

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

/// What the name of a report begins with while it is written.
const ASIDE: &str = ".grader-new-";

/// Clears away reports that a killed grader had not finished.
pub fn clear_unfinished(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(ASIDE) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Writes a report to a file, in one step: nobody ever sees half of it.
pub fn write_file(path: &Path, text: &str) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    // The library adds the name of the temporary file, which means nothing to anybody.
    let plain = |error: io::Error| io::Error::from(error.kind());
    let aside = tempfile::Builder::new().prefix(ASIDE).tempfile_in(folder);
    let mut aside = aside.map_err(plain)?;
    aside.write_all(text.as_bytes()).map_err(plain)?;
    aside.persist(path).map_err(|error| error.error)?;
    Ok(())
}
