//! What timing checks came to.

use super::expectations::{self, Comparison};
use kit_wire::sealed::TimingFailure;

/// What happened in a timing check.
pub fn timing(failure: &TimingFailure) -> String {
    match failure {
        TimingFailure::Unmet(unmet) => expectations::unmet(unmet),
        TimingFailure::Panicked(panicked) => expectations::panicked(panicked),
        TimingFailure::NeverReady => {
            "The future never became ready: it waits, and nothing is left that could wake it. \
             Does every poll that returns `Pending` see to it that the waker is called later?"
                .to_owned()
        }
        TimingFailure::NeverWaits => {
            "The future was polled over and over while no time passed: it wakes itself instead of waiting.".to_owned()
        }
        TimingFailure::Blocked { url, place: _ } => format!(
            "`web::get_blocking(\"{url}\")` was called in async code: it blocks the thread, so no other future can go on \
             until the page is there."
        ),
    }
}

/// What was expected and what was found, if a timing check compared two values.
pub fn compared(failure: &TimingFailure) -> Option<Comparison> {
    match failure {
        TimingFailure::Unmet(unmet) => expectations::comparison(unmet),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit_wire::{Mismatch, Panicked, Place, Unmet};

    fn place() -> Place {
        Place {
            file: "src/lib.rs".to_owned(),
            line: 4,
            column: 1,
        }
    }

    fn panic() -> Panicked {
        Panicked {
            message: "inside".to_owned(),
            place: Some(place()),
        }
    }

    #[test]
    fn each_failure_of_a_timing_check_has_its_sentence() {
        let late = Mismatch::new("milliseconds".to_owned(), "350", "200");
        let table = [
            (
                TimingFailure::Unmet(Unmet::Said("never together".to_owned())),
                "never together",
            ),
            (
                TimingFailure::Unmet(Unmet::Differs(late)),
                "milliseconds: expected 200, got 350.",
            ),
            (
                TimingFailure::Panicked(panic()),
                "Your code panicked: inside",
            ),
            (
                TimingFailure::NeverReady,
                "The future never became ready: it waits, and nothing is left that could wake it. Does every poll that \
                 returns `Pending` see to it that the waker is called later?",
            ),
            (
                TimingFailure::NeverWaits,
                "The future was polled over and over while no time passed: it wakes itself instead of waiting.",
            ),
            (
                TimingFailure::Blocked {
                    url: "/slow".to_owned(),
                    place: place(),
                },
                "`web::get_blocking(\"/slow\")` was called in async code: it blocks the thread, so no other future can \
                 go on until the page is there.",
            ),
        ];
        for (failure, sentence) in &table {
            assert_eq!(timing(failure), *sentence);
        }
        let compared: Vec<_> = table
            .iter()
            .filter_map(|(failure, _)| compared(failure))
            .collect();
        assert_eq!(compared, [("200".to_owned(), "350".to_owned())]);
    }
}
