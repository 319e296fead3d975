//! What an author expected and did not find, with the values cut to what a report shows.

use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// Characters of a value that are kept.
pub const LONGEST_VALUE: usize = 400;
/// A value of at most so many characters, in one line, is shown whole inside a sentence.
const LONGEST_INSIDE_SENTENCE: usize = 60;
/// Characters that are kept before the first difference, and from there on.
const AROUND: (usize, usize) = (15, 25);

/// An expectation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unmet {
    /// `expect!` or `fail!`: the author's own sentence.
    Said(String),
    /// `expect_eq!`: a value is not the one expected.
    Differs(Mismatch),
}

/// Two values that should be equal and are not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    /// What has the value: `count_up(3)`, or "the counter at the end".
    pub what: String,
    /// What it should be.
    pub expected: Excerpt,
    /// What it is.
    pub got: Excerpt,
    /// Where they begin to differ; `None` if both are short enough for a sentence.
    pub divergence: Option<Divergence>,
}

/// The beginning of a text, or all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// What was kept.
    pub text: String,
    /// Characters of the whole; `None` if nothing was cut.
    pub cut_from: Option<u64>,
}

/// The pieces of two texts around the place where they begin to differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divergence {
    /// Out of what was expected.
    pub expected: Piece,
    /// Out of what was found.
    pub got: Piece,
}

/// A piece out of a text, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What was kept.
    pub text: String,
    /// The text begins before it.
    pub is_cut_before: bool,
    /// The text goes on after it.
    pub is_cut_after: bool,
}

impl Excerpt {
    /// At most `longest` characters of `text`.
    pub fn new(text: &str, longest: usize) -> Excerpt {
        match text.char_indices().nth(longest) {
            Some((end, _)) => Excerpt {
                text: text[..end].to_owned(),
                cut_from: Some(text.chars().count() as u64),
            },
            None => Excerpt {
                text: text.to_owned(),
                cut_from: None,
            },
        }
    }

    /// A value as `{:?}` shows it.
    pub fn of(value: &(impl Debug + ?Sized)) -> Excerpt {
        Excerpt::new(&format!("{value:?}"), LONGEST_VALUE)
    }
}

impl Mismatch {
    /// Compares two texts that stand for values. They should come whole, so that the difference can be found.
    pub fn new(what: String, got: &str, expected: &str) -> Mismatch {
        let fits =
            |text: &str| text.chars().count() <= LONGEST_INSIDE_SENTENCE && !text.contains('\n');
        let same = got.chars().zip(expected.chars());
        let same = same.take_while(|(got, expected)| got == expected).count();
        let divergence = Divergence {
            expected: Piece::around(expected, same),
            got: Piece::around(got, same),
        };
        Mismatch {
            what,
            expected: Excerpt::new(expected, LONGEST_VALUE),
            got: Excerpt::new(got, LONGEST_VALUE),
            divergence: (!fits(got) || !fits(expected)).then_some(divergence),
        }
    }
}

impl Piece {
    /// The piece around the character of this number.
    fn around(text: &str, position: usize) -> Piece {
        let (before, after) = AROUND;
        let begin = position.saturating_sub(before);
        let mut letters = text.chars().skip(begin);
        let kept = letters.by_ref().take(position - begin + after);
        Piece {
            text: kept.map(|it| if it == '\n' { ' ' } else { it }).collect(),
            is_cut_before: begin > 0,
            is_cut_after: letters.next().is_some(),
        }
    }
}
