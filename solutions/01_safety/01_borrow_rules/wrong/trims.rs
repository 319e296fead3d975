// fails: length as String::len counts it - does not count the spaces around a word

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(longest) = words.iter().rev().max_by_key(|word| word.trim().len()).cloned() else {
        return 0;
    };
    let length = longest.len();
    words.push(longest);
    length
}
