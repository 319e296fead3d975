// fails: compiles - silences the borrow checker with unsafe

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(longest) = words.iter().rev().max_by_key(|word| word.len()) else {
        return 0;
    };
    let longest: *const String = longest;
    words.push(unsafe { (*longest).clone() });
    words[words.len() - 1].len()
}
