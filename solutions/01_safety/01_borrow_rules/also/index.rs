//! Style: remembers the index of the longest word; an index borrows nothing.

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    if words.is_empty() {
        return 0;
    }
    let mut best = 0;
    for i in 1..words.len() {
        if words[i].len() > words[best].len() {
            best = i;
        }
    }
    words.push(words[best].clone());
    words[best].len()
}
