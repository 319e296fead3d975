//! What single kinds of check found, in words.

use super::{endings, expectations};
use crate::model::{
    Mispredicted, Misprint, ModelReason, NotRunThrough, Predicted, Rejection, Stray, Unlike,
    Unsealed,
};

/// What no model can see; said of every one that passes where the student may write such code.
const NOT_WATCHED: &str = "Not watched by a model: memory outside `UnsafeCell` and atomics, that is what raw pointers or an `AtomicPtr` point to, or a `Cell` with `unsafe impl Sync`.";

/// What a model check has to say.
pub fn model(found: &ModelReason) -> String {
    match found {
        ModelReason::NotWatched => NOT_WATCHED.to_owned(),
        ModelReason::Unsupported(why) => why.clone(),
        ModelReason::Failed(how) => how.clone(),
        ModelReason::Unfinished(executions) => format!(
            "No failure in {} executions, but there are more than that: neither proven nor refuted.",
            grouped(*executions)
        ),
    }
}

/// A sealed check that ended before its functions had returned.
pub fn unsealed(run: &Unsealed) -> String {
    endings::without_a_record(run.ending, run.limits, &run.last_words)
}

/// Why a program of the course did not run to its end.
pub fn must_run(why: &NotRunThrough) -> String {
    let what = match why {
        NotRunThrough::Failed => "Its `main` returned an error.".to_owned(),
        NotRunThrough::Panicked(panicked) => expectations::panicked(panicked),
        NotRunThrough::Unsealed(run) => unsealed(run),
    };
    format!("A program that must run with your code does not: {what}")
}

/// Why a program that must be rejected counts as one that was not.
pub fn rejection(rejection: &Rejection) -> String {
    match rejection {
        Rejection::Accepted { code, phrase } => format!(
            "This program must be rejected ({code}: {phrase}), and with your code it compiles."
        ),
        Rejection::OtherReason { code, phrase } => format!(
            "This program is rejected, but not for the reason that it should be ({code}: {phrase})."
        ),
        Rejection::OtherPlace { code } => format!(
            "This program is rejected with {code}, but at another place than it should be."
        ),
        Rejection::Crashed => "With your code the compiler crashes on a program that it should reject, which no reasonable solution makes it do.".to_owned(),
        Rejection::Unwritten(file) => {
            format!("{file} is missing; today it would read as below.")
        }
    }
}

/// How a program's run differs from what it should be.
pub fn output(unlike: &Unlike) -> String {
    match unlike {
        Unlike::Stopped(ending, limits) => {
            endings::of_a_program(*ending, *limits).unwrap_or_default()
        }
        Unlike::Missing(line) => format!("The line `{line}` is missing."),
        Unlike::Printed(Misprint { printed, expected }) => format!(
            "The program printed `{printed}` where `{}` was expected.",
            expected.join("` or `")
        ),
        Unlike::Surplus(line) => {
            format!("The program printed `{line}` after everything that was expected.")
        }
        Unlike::ExitCode { code, expected } => {
            format!("The program ended with exit code {code}; it should be {expected}.")
        }
        Unlike::NotOnStderr(sentence) => sentence.clone(),
    }
}

/// What came of predictions.
pub fn predicted(predicted: &Predicted) -> String {
    match predicted {
        Predicted::NotAnswers { file, line, said } => {
            format!("{file} is not a list of answers: line {line}: {said}")
        }
        Predicted::Wrong(Mispredicted { right, of, strays }) => {
            let strays: String = strays.iter().map(stray).collect();
            format!("The compiler agrees with {right} of your {of} predictions.{strays}")
        }
    }
}

fn stray(Stray { name, nearest }: &Stray) -> String {
    match nearest {
        Some(nearest) => format!(" `{name}` is no snippet; did you mean `{nearest}`?"),
        None => format!(" `{name}` is no snippet."),
    }
}

/// clippy's message as a sentence.
pub fn lint(message: &str) -> String {
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => String::new(),
    }
}

/// 41288 as `41,288`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ending, Limits};
    use kit_wire::Panicked;

    #[test]
    fn long_numbers_are_grouped() {
        let shown: Vec<_> = [0, 999, 1000, 41288, 1_000_000]
            .into_iter()
            .map(grouped)
            .collect();
        assert_eq!(shown, ["0", "999", "1,000", "41,288", "1,000,000"]);
    }

    #[test]
    fn a_program_is_told_how_its_run_differs() {
        let line = |text: &str| text.to_owned();
        let table = [
            (Unlike::Missing(line("end")), "The line `end` is missing."),
            (
                Unlike::Printed(Misprint {
                    printed: line("a"),
                    expected: vec![line("b"), line("c")],
                }),
                "The program printed `a` where `b` or `c` was expected.",
            ),
            (
                Unlike::Surplus(line("end")),
                "The program printed `end` after everything that was expected.",
            ),
            (
                Unlike::ExitCode {
                    code: 1,
                    expected: 0,
                },
                "The program ended with exit code 1; it should be 0.",
            ),
            (
                Unlike::Stopped(Ending::TimedOut { busy: false }, Limits::default()),
                "The program had not ended after 10 s.",
            ),
            (Unlike::NotOnStderr(line("No hint.")), "No hint."),
        ];
        for (unlike, expected) in table {
            assert_eq!(output(&unlike), expected);
        }
    }

    #[test]
    fn predictions_are_counted_and_strays_named() {
        let strays = vec![
            Stray {
                name: "a".to_owned(),
                nearest: Some("b".to_owned()),
            },
            Stray {
                name: "xyz".to_owned(),
                nearest: None,
            },
        ];
        let wrong = Mispredicted {
            right: 1,
            of: 3,
            strays,
        };
        assert_eq!(
            predicted(&Predicted::Wrong(wrong)),
            "The compiler agrees with 1 of your 3 predictions. `a` is no snippet; did you mean `b`? `xyz` is no snippet."
        );
        let said = "expected `=`".to_owned();
        let not_answers = Predicted::NotAnswers {
            file: "answers.toml".to_owned(),
            line: 2,
            said,
        };
        assert_eq!(
            predicted(&not_answers),
            "answers.toml is not a list of answers: line 2: expected `=`"
        );
    }

    #[test]
    fn programs_of_the_course_are_told_apart_by_what_became_of_them() {
        let unsealed = Unsealed {
            ending: Ending::Exited(0),
            limits: Limits::default(),
            last_words: String::new(),
        };
        assert_eq!(
            must_run(&NotRunThrough::Unsealed(unsealed)),
            "A program that must run with your code does not: Your code ended the whole process (exit code 0) before the check had returned."
        );
        assert_eq!(
            must_run(&NotRunThrough::Failed),
            "A program that must run with your code does not: Its `main` returned an error."
        );
        let panicked = Panicked {
            message: "inside".to_owned(),
            place: None,
        };
        assert_eq!(
            must_run(&NotRunThrough::Panicked(panicked)),
            "A program that must run with your code does not: Your code panicked: inside"
        );
        let (code, phrase) = ("E0277".to_owned(), "cannot be sent".to_owned());
        assert_eq!(
            rejection(&Rejection::Accepted {
                code: code.clone(),
                phrase: phrase.clone()
            }),
            "This program must be rejected (E0277: cannot be sent), and with your code it compiles."
        );
        assert_eq!(
            rejection(&Rejection::OtherReason {
                code: code.clone(),
                phrase
            }),
            "This program is rejected, but not for the reason that it should be (E0277: cannot be sent)."
        );
        assert_eq!(
            rejection(&Rejection::OtherPlace { code }),
            "This program is rejected with E0277, but at another place than it should be."
        );
    }

    #[test]
    fn lints_become_sentences() {
        assert_eq!(lint("this is odd"), "This is odd.");
        assert_eq!(lint(""), "");
    }

    #[test]
    fn a_model_that_was_too_large_proves_nothing() {
        assert_eq!(
            model(&ModelReason::Unfinished(200_000)),
            "No failure in 200,000 executions, but there are more than that: neither proven nor refuted."
        );
    }
}
