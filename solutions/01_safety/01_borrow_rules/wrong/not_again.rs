// fails: appends the longest word - does nothing when the last word is the longest already

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(longest) = words.iter().rev().max_by_key(|word| word.len()).cloned() else {
        return 0;
    };
    let length = longest.len();
    if words.len() == 1 || words.last() != Some(&longest) {
        words.push(longest);
    }
    length
}
