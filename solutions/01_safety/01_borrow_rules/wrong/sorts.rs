// fails: appends the longest word - sorts the caller's words on the way

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    words.sort_by_key(|word| word.len());
    let Some(longest) = words.last().cloned() else {
        return 0;
    };
    let length = longest.len();
    words.push(longest);
    length
}
