//! How something was checked, in a few words for the line of the check.

use super::checks::grouped;
use crate::model::{Detail, Explored};

/// The words; none where nothing is worth any.
pub fn words(detail: &Detail) -> String {
    match detail {
        Detail::None => String::new(),
        Detail::Warnings(count) => counted(*count, "warning"),
        Detail::Tests { tests, cases } => match (*tests, *cases) {
            (tests, cases) if cases as usize == tests => counted(tests, "test"),
            (_, cases) => format!("{cases} cases"),
        },
        Detail::Programs {
            count,
            words_differ,
        } => {
            let remark = match words_differ {
                true => ", accepted: only the compiler's wording differs",
                false => "",
            };
            format!("{}{remark}", counted(*count, "program"))
        }
        Detail::Predictions { right, of } => format!("{right} of {of} predictions right"),
        Detail::Clippy => "clippy".to_owned(),
        Detail::Output => "output of the program".to_owned(),
        Detail::Timing => "timing, virtual clock".to_owned(),
        Detail::Model { threads, explored } => {
            let threads = counted(*threads, "thread");
            match explored {
                None => format!("model, {threads}"),
                Some(explored) => format!("model, {threads}, {}", how_much(explored)),
            }
        }
    }
}

fn how_much(explored: &Explored) -> String {
    match explored {
        Explored::All(executions) => format!("every order was tried {}", in_all(*executions)),
        Explored::Rounds { rounds, executions } => format!(
            "every order was tried in which nobody does the same more than {rounds} times in a row {}",
            in_all(*executions)
        ),
        Explored::Switches { most, executions } => format!(
            "every order with at most {most} switches was tried {}",
            in_all(*executions)
        ),
        Explored::Some(executions) => format!("some orders were tried {}", in_all(*executions)),
        Explored::TooFew => "not complete".to_owned(),
    }
}

fn in_all(executions: u64) -> String {
    match executions {
        1 => "(1 execution)".to_owned(),
        more => format!("({} executions)", grouped(more)),
    }
}

/// `1 test`, `2 tests`.
fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        more => format!("{more} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(detail: Detail, expected: &str) {
        assert_eq!(words(&detail), expected);
    }

    #[test]
    fn how_it_was_checked_is_said_in_a_few_words() {
        check(Detail::None, "");
        check(Detail::Warnings(1), "1 warning");
        check(Detail::Warnings(2), "2 warnings");
        check(Detail::Tests { tests: 1, cases: 1 }, "1 test");
        check(Detail::Tests { tests: 3, cases: 3 }, "3 tests");
        check(Detail::Tests { tests: 1, cases: 9 }, "9 cases");
        check(
            Detail::Programs {
                count: 2,
                words_differ: true,
            },
            "2 programs, accepted: only the compiler's wording differs",
        );
        check(
            Detail::Predictions { right: 1, of: 3 },
            "1 of 3 predictions right",
        );
    }

    #[test]
    fn of_a_model_it_is_said_what_was_tried() {
        let model = |threads, explored| Detail::Model { threads, explored };
        check(model(1, None), "model, 1 thread");
        check(
            model(2, Some(Explored::All(1))),
            "model, 2 threads, every order was tried (1 execution)",
        );
        check(
            model(
                3,
                Some(Explored::Switches {
                    most: 2,
                    executions: 200_000,
                }),
            ),
            "model, 3 threads, every order with at most 2 switches was tried (200,000 executions)",
        );
        check(
            model(
                2,
                Some(Explored::Rounds {
                    rounds: 4,
                    executions: 12,
                }),
            ),
            "model, 2 threads, every order was tried in which nobody does the same more than 4 times in a row (12 executions)",
        );
        check(
            model(2, Some(Explored::Some(7))),
            "model, 2 threads, some orders were tried (7 executions)",
        );
        check(
            model(2, Some(Explored::TooFew)),
            "model, 2 threads, not complete",
        );
    }
}
