//! Style: pushes inside the loop and leaves it at once: no reference is used after the push, so it compiles.

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let longest = words.iter().map(String::len).max().unwrap_or(0);
    for word in words.iter() {
        if word.len() == longest {
            words.push(word.clone());
            break;
        }
    }
    longest
}
