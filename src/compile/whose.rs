//! Whose fault it is that a file of the course does not compile together with a submission.
//!
//! The file is compiled once more without the submission. It is the course's fault if every error is there as well, at the
//! same place and in the same words: then no submission could have prevented it. That holds for errors of syntax and for names
//! that are found nowhere, because what says that a name is missing in the student's crate says something else where there is no
//! such crate. It does not hold for types (a trait of the student's decides which methods a number has), nor for a file that
//! takes all names of a crate at once (`use counter::*`): what it finds in the student's crate is said of nobody's.

use super::{diagnostics, explain};
use crate::model::{CheckFile, CourseFault, Diagnostic, Ended, Exercise, FaultOfCourse, Severity};
use crate::tokens::{Kind, Token, tokens};

/// Errors about names that are found nowhere. Errors of syntax have no code.
const ABOUT_NAMES: [&str; 5] = ["E0405", "E0412", "E0425", "E0432", "E0433"];

/// Crates besides those of the exercise from which a check file may take all names: they are not the student's.
const KNOWN: [&str; 7] = ["kit", "std", "core", "alloc", "crate", "self", "super"];

/// The course's own mistake in a file that does not compile with a submission; `without` is what became of it alone. `None`:
/// the submission may have to do with it.
pub fn own_fault(
    exercise: &Exercise,
    file: &CheckFile,
    with: &Ended,
    without: &Ended,
) -> Option<CourseFault> {
    let errors = diagnostics::of(Severity::Error, &diagnostics::read(with));
    let alone = diagnostics::of(Severity::Error, &diagnostics::read(without));
    let students = format!("`{}", exercise.crate_name());
    let is_own = |error: &Diagnostic| {
        let code = error.code.as_deref();
        code.is_none_or(|code| ABOUT_NAMES.contains(&code))
            && !error.message.contains(&students)
            && alone.iter().any(|other| is_same(error, other))
    };
    let is_own = errors.iter().all(is_own) && !takes_all_names(exercise, &file.text);
    is_own.then(|| error_in_course(file, with)).flatten()
}

/// The mistake in a file of the course that the first error tells of. `None`: there is no error.
pub fn error_in_course(file: &CheckFile, ended: &Ended) -> Option<CourseFault> {
    let errors = diagnostics::of(Severity::Error, &diagnostics::read(ended));
    let first = errors.first()?;
    let what = FaultOfCourse::Error(explain::in_short(first));
    Some(match diagnostics::place_in(ended, &file.path) {
        Some(at) => CourseFault::at(&at, what),
        None => CourseFault::of(&file.path, what),
    })
}

fn is_same(error: &Diagnostic, other: &Diagnostic) -> bool {
    error.location.is_some()
        && (&error.code, &error.message, &error.location)
            == (&other.code, &other.message, &other.location)
}

/// Whether a file takes all names, or all macros, of a crate that may be the student's.
fn takes_all_names(exercise: &Exercise, text: &str) -> bool {
    let tokens = tokens(text);
    let is_word = |token: &Token<'_>, text| token.kind == Kind::Word && token.text == text;
    if tokens.iter().any(|token| is_word(token, "macro_use")) {
        return true;
    }
    let uses = tokens.iter().enumerate();
    let mut uses = uses.filter(|(_, token)| is_word(token, "use"));
    uses.any(|(at, _)| {
        let statement = tokens[at + 1..].split(|token| token.text == ";");
        let statement = statement.take(1).flatten();
        let mut names = statement.skip_while(|token| token.text == ":").peekable();
        let first = names.peek().map_or("", |token| token.text);
        let is_known = KNOWN.contains(&first)
            || exercise
                .crates
                .iter()
                .any(|name| name.replace('-', "_") == first);
        !is_known && names.any(|token| token.kind == Kind::Sign && token.text == "*")
    })
}
