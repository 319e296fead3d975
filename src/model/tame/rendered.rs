//! What the compiler says, which may be coloured.

use super::letters::{INSTEAD, is_fine};

/// Letters of what the compiler says about one thing.
const LONGEST_DIAGNOSTIC: usize = 64 * 1024;

/// What the compiler rendered, with its colours and no other sequences.
pub(super) fn tame_rendered(text: &mut String) {
    let mut tamed = String::new();
    let mut is_coloured = false;
    let mut rest = text.as_str();
    for _ in 0..LONGEST_DIAGNOSTIC {
        if let Some(length) = colour(rest) {
            tamed.push_str(&rest[..length]);
            rest = &rest[length..];
            is_coloured = true;
        } else if let Some(letter) = rest.chars().next() {
            tamed.push(if is_fine(letter) { letter } else { INSTEAD });
            rest = &rest[letter.len_utf8()..];
        }
    }
    if !rest.is_empty() {
        tamed.push_str(" …");
    }
    if is_coloured && !tamed.ends_with("\u{1b}[0m") {
        tamed.push_str("\u{1b}[0m");
    }
    *text = tamed;
}

/// The length of the sequence that a text begins with, if it only sets a foreground colour or weight. Hidden, blinking
/// or reversed letters are nothing that the compiler writes.
fn colour(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("\u{1b}[")?;
    let numbers = &rest[..rest.find('m').filter(|end| *end <= 16)?];
    let mut numbers_left = numbers.split(';');
    while let Some(number) = numbers_left.next() {
        match number {
            "" | "0" | "1" | "3" | "4" | "22" | "23" | "24" | "39" => {}
            "38" if numbers_left.next() == Some("5") => {
                numbers_left.next()?.parse::<u8>().ok()?;
            }
            other => {
                let code: u8 = other.parse().ok()?;
                matches!(code, 30..=37 | 90..=97).then_some(())?;
            }
        }
    }
    Some("\u{1b}[m".len() + numbers.len())
}
