//! The few sentences that every kind of check says in the same words.

use std::fmt::Debug;

/// Values longer than this are cut, so that a report stays readable.
const LONGEST_VALUE: usize = 400;
/// A sentence may hold values of up to this many characters.
const LONGEST_INSIDE_SENTENCE: usize = 60;

/// A value as students see it: `{:?}`, cut when it is long.
pub fn value(value: &(impl Debug + ?Sized)) -> String {
    shorten(&format!("{value:?}"))
}

/// A text that stands for a value, cut when it is long.
pub fn shorten(text: &str) -> String {
    clip(text, LONGEST_VALUE)
}

/// At most `longest` characters of `text`; the cut is marked.
pub fn clip(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()),
        None => text.to_owned(),
    }
}

/// The sentence of a comparison that failed. `what` was asked: `count_up(3)`, or "the counter at the end".
///
/// Of long values it shows where they begin to differ, so they should come whole.
pub fn mismatch(what: &str, got: &str, expected: &str) -> String {
    let fits = |text: &str| text.chars().count() <= LONGEST_INSIDE_SENTENCE && !text.contains('\n');
    if fits(got) && fits(expected) {
        return format!("{what}: expected {expected}, got {got}.");
    }
    let same = got
        .chars()
        .zip(expected.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let (expected, got) = (around(expected, same), around(got, same));
    format!("{what}: the first difference is here: expected {expected}, got {got}.")
}

/// A piece of `text` around its character number `position`.
fn around(text: &str, position: usize) -> String {
    const BEFORE: usize = 15;
    const AFTER: usize = 25;
    let begin = position.saturating_sub(BEFORE);
    let piece: String = text
        .chars()
        .skip(begin)
        .take(position - begin + AFTER)
        .collect();
    let left_out = text.chars().count() > position + AFTER;
    let (front, back) = (
        if begin > 0 { "…" } else { "" },
        if left_out { "…" } else { "" },
    );
    format!("{front}{}{back}", piece.replace('\n', " "))
}

/// The title of a check function: the first line of its doc comment that says something.
pub fn title<'d>(documentation: &[&'d str]) -> &'d str {
    let lines = documentation.iter().flat_map(|text| text.lines());
    lines
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default()
}
