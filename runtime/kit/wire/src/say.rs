//! Words that `std-model` still says itself. What other checks saw is said by the grader.

use crate::unmet::{Excerpt, Mismatch, Piece};

/// A value as students see it; a cut is marked.
pub fn excerpt(excerpt: &Excerpt) -> String {
    match excerpt.cut_from {
        Some(characters) => format!("{}… ({characters} characters)", excerpt.text),
        None => excerpt.text.clone(),
    }
}

/// The sentence of a comparison that failed.
pub fn mismatch(what: &str, got: &str, expected: &str) -> String {
    let found = Mismatch::new(what.to_owned(), got, expected);
    match &found.divergence {
        None => format!("{what}: expected {expected}, got {got}."),
        Some(divergence) => format!(
            "{what}: the first difference is here: expected {}, got {}.",
            piece(&divergence.expected),
            piece(&divergence.got)
        ),
    }
}

fn piece(piece: &Piece) -> String {
    let dots = |is_cut| if is_cut { "…" } else { "" };
    format!(
        "{}{}{}",
        dots(piece.is_cut_before),
        piece.text,
        dots(piece.is_cut_after)
    )
}
