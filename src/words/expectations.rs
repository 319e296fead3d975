//! Expectations that do not hold, and the values in them.

use kit_wire::{Excerpt, Mismatch, Panicked, Piece, Unmet};

/// What was expected, and what was found.
pub type Comparison = (String, String);

/// The sentence of an expectation that does not hold.
pub fn unmet(unmet: &Unmet) -> String {
    match unmet {
        Unmet::Said(sentence) => sentence.clone(),
        Unmet::Differs(found) => mismatch(found),
    }
}

/// What was expected and what was found, if two values were compared.
pub fn comparison(unmet: &Unmet) -> Option<Comparison> {
    match unmet {
        Unmet::Said(_) => None,
        Unmet::Differs(found) => Some((excerpt(&found.expected), excerpt(&found.got))),
    }
}

/// The sentence of a comparison. Of long values it shows where they begin to differ.
pub fn mismatch(found: &Mismatch) -> String {
    let what = &found.what;
    match &found.divergence {
        None => format!(
            "{what}: expected {}, got {}.",
            excerpt(&found.expected),
            excerpt(&found.got)
        ),
        Some(divergence) => format!(
            "{what}: the first difference is here: expected {}, got {}.",
            piece(&divergence.expected),
            piece(&divergence.got)
        ),
    }
}

/// A text that may have been cut; the cut is marked.
pub fn excerpt(excerpt: &Excerpt) -> String {
    match excerpt.cut_from {
        Some(characters) => format!("{}… ({characters} characters)", excerpt.text),
        None => excerpt.text.clone(),
    }
}

/// The sentence of a panic of student code.
pub fn panicked(panicked: &Panicked) -> String {
    format!("Your code panicked: {}", panicked.message)
}

fn piece(piece: &Piece) -> String {
    let dots = |is_cut| if is_cut { "…" } else { "" };
    let (before, after) = (dots(piece.is_cut_before), dots(piece.is_cut_after));
    format!("{before}{}{after}", piece.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(got: &str, expected: &str, sentence: &str) {
        let found = Mismatch::new("run_all".to_owned(), got, expected);
        assert_eq!(mismatch(&found), sentence);
    }

    #[test]
    fn short_values_stand_in_the_sentence() {
        check("2", "3", "run_all: expected 3, got 2.");
    }

    #[test]
    fn of_long_values_the_first_difference_is_shown() {
        let numbers = format!("{:?}", (0..90).collect::<Vec<_>>());
        check(
            &numbers,
            "[0, 1, 2]",
            "run_all: the first difference is here: expected [0, 1, 2], got [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10….",
        );
        check(
            &numbers.replace("70, 71", "71, 70"),
            &numbers,
            "run_all: the first difference is here: expected …, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76…, \
             got …, 67, 68, 69, 71, 70, 72, 73, 74, 75, 76….",
        );
    }

    /// A difference far behind what is kept of the values is still found, and lines become one.
    #[test]
    fn a_difference_behind_the_cut_is_shown_in_one_line() {
        let text = |end: &str| format!("{}\n{end}", "x".repeat(2000));
        check(
            &text("a"),
            &text("b"),
            "run_all: the first difference is here: expected …xxxxxxxxxxxxxx b, got …xxxxxxxxxxxxxx a.",
        );
        let (expected, got) = comparison(&Unmet::Differs(Mismatch::new(
            String::new(),
            &text("a"),
            "b",
        )))
        .unwrap();
        assert_eq!(expected, "b");
        assert_eq!(got, format!("{}… (2002 characters)", "x".repeat(400)));
    }

    #[test]
    fn an_authors_sentence_is_said_as_it_is() {
        let said = Unmet::Said("refuse() returned".to_owned());
        assert_eq!(unmet(&said), "refuse() returned");
        assert_eq!(comparison(&said), None);
    }

    #[test]
    fn a_panic_is_called_one() {
        let told = Panicked {
            message: "at 2".to_owned(),
            place: None,
        };
        assert_eq!(panicked(&told), "Your code panicked: at 2");
    }
}
