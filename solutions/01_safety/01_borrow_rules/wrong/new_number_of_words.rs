// fails: appends the longest word - returns how many words there are now, not the word's length

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(longest) = words.iter().rev().max_by_key(|word| word.len()).cloned() else {
        return 0;
    };
    words.push(longest);
    words.len()
}
