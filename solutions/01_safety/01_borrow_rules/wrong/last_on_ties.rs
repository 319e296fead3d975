// fails: any words - max_by_key returns the last of the longest words, not the first

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(longest) = words.iter().max_by_key(|word| word.len()).cloned() else {
        return 0;
    };
    let length = longest.len();
    words.push(longest);
    length
}
