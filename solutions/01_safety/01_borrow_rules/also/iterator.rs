//! Style: one chain of iterators; reversed, since `max_by_key` returns the last one of equals.

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    match words.iter().rev().max_by_key(|w| w.len()).cloned() {
        None => 0,
        Some(longest) => {
            words.push(longest);
            words.last().map_or(0, |w| w.len())
        }
    }
}
