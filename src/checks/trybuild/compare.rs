//! What the compiler said against what it should say: the wording may change with the toolchain, code, place and key
//! phrase may not.

use crate::model::Rejection;

/// What the compiler must say about a case.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expected {
    /// `E0277`, or `error` for errors without a code.
    pub(super) code: String,
    /// Words that the message must contain.
    pub(super) phrase: String,
    /// The whole of what trybuild expects; `None` while the instructor has not written it yet.
    pub(super) stderr: Option<String>,
}

/// How what the compiler said compares with what it should say.
pub(super) enum Match {
    /// To the letter.
    Exact,
    /// Code, place and key phrase are right.
    WordingDiffers,
    /// It is another error, or none.
    No(Rejection),
}

/// Holds what the compiler said against what it should say.
pub(super) fn compare(expected: &Expected, stderr: &str, actual: Option<&str>) -> Match {
    let Expected { code, phrase, .. } = expected;
    let (code, phrase) = (code.clone(), phrase.clone());
    let Some(actual) = actual else {
        return Match::No(Rejection::Accepted { code, phrase });
    };
    if without_student_lines(actual) == without_student_lines(stderr) {
        return Match::Exact;
    }
    let heading = if expected.code == "error" {
        "error:".to_owned()
    } else {
        format!("error[{}]", expected.code)
    };
    let place = |stderr: &str| {
        stderr
            .lines()
            .find_map(|line| line.trim().strip_prefix("--> ").map(str::to_owned))
    };
    if !actual.contains(&heading) || !actual.contains(&expected.phrase) {
        return Match::No(Rejection::OtherReason { code, phrase });
    }
    if place(actual) != place(stderr) {
        return Match::No(Rejection::OtherPlace { code });
    }
    Match::WordingDiffers
}

/// The message without the notes that quote the student's files, which differ from one right solution to
/// the next.
fn without_student_lines(stderr: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in stderr.lines().chain(["note:"]) {
        if line.starts_with(['n', 'h', 'e', 'w']) {
            let is_students = block
                .iter()
                .any(|line| line.trim_start().starts_with("--> src/"));
            kept.extend(block.drain(..).filter(|_| !is_students));
        }
        block.push(line);
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected() -> Expected {
        Expected {
            code: "E0277".into(),
            phrase: "cannot be sent".into(),
            stderr: None,
        }
    }

    const STDERR: &str = "error[E0277]: `Rc<i32>` cannot be sent\n --> checks/a.rs:5:9\n";

    #[test]
    fn the_same_words_are_exact() {
        assert!(matches!(
            compare(&expected(), STDERR, Some(STDERR)),
            Match::Exact
        ));
    }

    #[test]
    fn other_words_with_code_place_and_phrase_are_accepted_and_said() {
        let stderr = "error[E0277]: an `Rc<i32>` cannot be sent safely\n --> checks/a.rs:5:9\n = help: new\n";
        assert!(matches!(
            compare(&expected(), STDERR, Some(stderr)),
            Match::WordingDiffers
        ));
    }

    #[test]
    fn notes_on_the_students_own_lines_do_not_matter() {
        let note = |line| format!("{STDERR}note: required by a bound\n --> src/lib.rs:{line}:5\n");
        assert!(matches!(
            compare(&expected(), &note(3), Some(&note(9))),
            Match::Exact
        ));
    }

    #[track_caller]
    fn refused(actual: Option<&str>, because: Rejection) {
        match compare(&expected(), STDERR, actual) {
            Match::No(rejection) => assert_eq!(rejection, because),
            _ => panic!("must be refused"),
        }
    }

    fn other_reason() -> Rejection {
        let Expected { code, phrase, .. } = expected();
        Rejection::OtherReason { code, phrase }
    }

    #[test]
    fn a_program_that_compiles_is_refused() {
        let Expected { code, phrase, .. } = expected();
        refused(None, Rejection::Accepted { code, phrase });
    }

    #[test]
    fn another_code_phrase_or_place_is_refused() {
        refused(
            Some("error[E0382]: cannot be sent\n --> checks/a.rs:5:9\n"),
            other_reason(),
        );
        refused(
            Some("error[E0277]: is unhappy\n --> checks/a.rs:5:9\n"),
            other_reason(),
        );
        let code = expected().code;
        refused(
            Some("error[E0277]: cannot be sent\n --> checks/a.rs:7:9\n"),
            Rejection::OtherPlace { code },
        );
    }
}
