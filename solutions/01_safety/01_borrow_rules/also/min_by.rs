//! Style: `min_by` over reversed lengths, which returns the first of equals, and `extend`.

use std::cmp::Reverse;

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let longest: Option<String> = words.iter().min_by_key(|word| Reverse(word.len())).map(ToString::to_string);
    let length = longest.as_ref().map(String::len).unwrap_or_default();
    words.extend(longest);
    length
}
