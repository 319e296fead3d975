// fails: appends the longest word - another signature: takes the vector and gives nothing back

pub fn repeat_longest(mut words: Vec<String>) -> usize {
    let Some(longest) = words.iter().rev().max_by_key(|word| word.len()).cloned() else {
        return 0;
    };
    let length = longest.len();
    words.push(longest);
    length
}
