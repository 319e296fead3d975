//! Errors of a compiler that are about the machine's files and never about the student's code: a crate of the store that
//! cannot be loaded, a file that cannot be read or written.

use crate::model::{Diagnostic, Finding, MachineFault};

/// What rustc says if a file of the grader's own is not as it should be. It points at no line then; what student code
/// brings about has a place.
const ABOUT_FILES: [&str; 6] = [
    "(os error ",
    "couldn't read",
    "couldn't create",
    "extern location for",
    "panic strategy",
    "required to be available in",
];

/// Codes of errors about crates that do not fit together, or are not there.
const ABOUT_CRATES: [&str; 8] = [
    "E0460", "E0461", "E0462", "E0463", "E0464", "E0514", "E0519", "E0786",
];

/// The machine's fault, if this error is one. Any error without a place in the code may be.
pub(super) fn of_file(error: &Diagnostic) -> Option<Finding> {
    let is_fault =
        error.location.is_none() && ABOUT_FILES.iter().any(|sign| error.message.contains(sign));
    is_fault.then(|| ungraded(error))
}

/// The machine's fault, if one of these errors says that crates do not fit together. Only for code of the course: student
/// code can name a crate that is not there.
pub fn of_crates(errors: &[Diagnostic]) -> Option<Finding> {
    let is_about_crates = |error: &Diagnostic| {
        let code = error.code.as_deref().unwrap_or_default();
        ABOUT_CRATES.contains(&code)
    };
    errors
        .iter()
        .find(|error| is_about_crates(error))
        .map(ungraded)
}

fn ungraded(error: &Diagnostic) -> Finding {
    Finding::ungraded(MachineFault::OwnFiles(error.message.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Location, Outcome, Severity};

    fn error(code: Option<&str>, message: &str, placed: bool) -> [Diagnostic; 1] {
        let location = placed.then(|| Location {
            file: "src/lib.rs".into(),
            line: 1,
            column: 1,
        });
        [Diagnostic {
            severity: Severity::Error,
            code: code.map(str::to_owned),
            message: message.into(),
            location,
            rendered: String::new(),
        }]
    }

    #[test]
    fn what_points_at_no_line_and_speaks_of_files_is_the_machines() {
        for message in [
            "the crate `std_model` requires panic strategy `abort` which is incompatible with this crate's strategy of `unwind`",
            "couldn't read `checks/tests.rs`: Permission denied (os error 13)",
            "extern location for kit does not exist: /store/libkit.rlib",
            "failed to write output: Too many open files (os error 24)",
        ] {
            let fault = of_file(&error(None, message, false)[0]).unwrap();
            assert_eq!(fault.outcome, Outcome::Ungraded);
            // A student can have all of it said about a line of his own.
            assert!(of_file(&error(None, message, true)[0]).is_none());
        }
        assert!(of_file(&error(Some("E0601"), "`main` function not found", false)[0]).is_none());
    }

    #[test]
    fn crates_that_do_not_fit_are_the_machines() {
        let misfit = error(Some("E0514"), "found crate `kit` compiled by another", true);
        assert!(of_crates(&misfit).is_some());
        assert!(of_crates(&error(Some("E0308"), "mismatched types", true)).is_none());
    }
}
