//! Why a judged check failed.

use super::{endings, expectations};
use kit_wire::judged::{Disturbance, Failure, Loss, Wrong};

/// What happened.
pub fn sentence(failure: &Failure) -> String {
    match &failure.what {
        Wrong::Unmet(unmet) => expectations::unmet(unmet),
        Wrong::Panicked { panicked, call: _ } => expectations::panicked(panicked),
        Wrong::Lost { loss, call: _ } => lost(loss),
        Wrong::WroteOn => {
            "Your code wrote to the grader's own pipe, which only answers may do.".to_owned()
        }
    }
}

/// What was asked of the student's code: `count_up(3)`.
pub fn call(failure: &Failure) -> Option<String> {
    match &failure.what {
        Wrong::Unmet(kit_wire::Unmet::Differs(found)) => Some(found.what.clone()),
        Wrong::Panicked { call, .. } | Wrong::Lost { call, .. } => {
            Some(expectations::excerpt(call))
        }
        Wrong::Unmet(kit_wire::Unmet::Said(_)) | Wrong::WroteOn => None,
    }
}

/// What was expected and what was found, if two values were compared.
pub fn compared(failure: &Failure) -> Option<expectations::Comparison> {
    match &failure.what {
        Wrong::Unmet(unmet) => expectations::comparison(unmet),
        Wrong::Panicked { .. } | Wrong::Lost { .. } | Wrong::WroteOn => None,
    }
}

fn lost(loss: &Loss) -> String {
    match loss {
        Loss::Ended { ending, limit_ms } => endings::without_an_answer(*ending, *limit_ms),
        Loss::Disturbed(what) => format!(
            "Your code disturbed the connection to the judge: {}.",
            disturbance(what)
        ),
    }
}

fn disturbance(what: &Disturbance) -> String {
    match what {
        Disturbance::OtherAnswer => "an answer to another question".to_owned(),
        Disturbance::TooLarge(bytes) => format!(
            "a frame of {bytes} bytes is larger than {}",
            kit_wire::LARGEST_FRAME
        ),
        Disturbance::Malformed(error) => format!("a frame is malformed: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit_wire::{Ending, Excerpt, Mismatch, Panicked, Unmet};

    fn asked() -> Excerpt {
        Excerpt::new("count_up(300)", 11)
    }

    fn lost(loss: Loss) -> Wrong {
        let call = asked();
        Wrong::Lost { call, loss }
    }

    /// How [`asked`] is shown.
    const CUT: Option<&str> = Some("count_up(30… (13 characters)");

    /// What is compared.
    type Compared = Option<expectations::Comparison>;
    /// Sentence, call, and what is compared.
    type Said = (String, Option<String>, Compared);

    fn said(what: Wrong) -> Said {
        let failure = Failure::new(what);
        (sentence(&failure), call(&failure), compared(&failure))
    }

    #[track_caller]
    fn check(what: Wrong, sentence: &str, call: Option<&str>, compared: Compared) {
        let call = call.map(str::to_owned);
        assert_eq!(said(what), (sentence.to_owned(), call, compared));
    }

    #[test]
    fn expectations_and_panics_have_their_sentences() {
        let text = str::to_owned;
        let refused = Wrong::Unmet(Unmet::Said(text("refuse() returned")));
        check(refused, "refuse() returned", None, None);
        let wrong = Mismatch::new(text("count_up(3)"), "2", "3");
        check(
            Wrong::Unmet(Unmet::Differs(wrong)),
            "count_up(3): expected 3, got 2.",
            Some("count_up(3)"),
            Some((text("3"), text("2"))),
        );
        let panicked = Panicked {
            message: text("at 2"),
            place: None,
        };
        let call = asked();
        let sentence = "Your code panicked: at 2";
        check(Wrong::Panicked { call, panicked }, sentence, CUT, None);
    }

    #[test]
    fn drivers_that_gave_no_answer_have_their_sentences() {
        let busy = Loss::Ended {
            ending: Ending::TimedOut { busy: true },
            limit_ms: 2500,
        };
        for (loss, sentence) in [
            (
                busy,
                "Your code never came back: it was still computing after 2.5 s. Is there an endless loop?",
            ),
            (
                Loss::Disturbed(Disturbance::OtherAnswer),
                "Your code disturbed the connection to the judge: an answer to another question.",
            ),
            (
                Loss::Disturbed(Disturbance::TooLarge(9_000_000)),
                "Your code disturbed the connection to the judge: a frame of 9000000 bytes is larger than 8388608.",
            ),
            (
                Loss::Disturbed(Disturbance::Malformed("no".to_owned())),
                "Your code disturbed the connection to the judge: a frame is malformed: no.",
            ),
        ] {
            check(lost(loss), sentence, CUT, None);
        }
        let sentence = "Your code wrote to the grader's own pipe, which only answers may do.";
        check(Wrong::WroteOn, sentence, None, None);
    }
}
