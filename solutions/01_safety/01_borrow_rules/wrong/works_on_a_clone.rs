// fails: appends the longest word - pushes to a clone of the vector, which the caller never sees

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let mut copy = words.clone();
    let Some(longest) = words.iter().rev().max_by_key(|word| word.len()) else {
        return 0;
    };
    copy.push(longest.clone());
    longest.len()
}
