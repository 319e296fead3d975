//! The few sentences that every kind of check says in the same words.

use std::fmt::Debug;

/// Values longer than this are cut, so that a report stays readable.
const LONGEST_VALUE: usize = 400;
/// A sentence may hold values of up to this many characters.
const LONGEST_INSIDE_SENTENCE: usize = 60;

/// A value as students see it: `{:?}`, cut when it is long.
pub fn value(value: &(impl Debug + ?Sized)) -> String {
    clip(&format!("{value:?}"), LONGEST_VALUE)
}

/// At most `longest` characters of `text`; the cut is marked.
pub fn clip(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()),
        None => text.to_owned(),
    }
}

/// The sentence of a comparison that failed. `what` was asked: `count_up(3)`, or "the counter at the end".
pub fn mismatch(what: &str, got: &str, expected: &str) -> String {
    let fits = |text: &str| text.chars().count() <= LONGEST_INSIDE_SENTENCE && !text.contains('\n');
    if fits(got) && fits(expected) {
        format!("{what}: expected {expected}, got {got}.")
    } else {
        format!("{what}: not what was expected.")
    }
}

/// The title of a check function: the first line of its doc comment that says something.
pub fn title<'d>(documentation: &[&'d str]) -> &'d str {
    let lines = documentation.iter().flat_map(|text| text.lines());
    lines
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default()
}
