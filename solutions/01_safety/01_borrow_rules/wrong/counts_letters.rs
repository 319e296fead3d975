// fails: length as String::len counts it - compares and returns the number of letters

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(longest) = words.iter().rev().max_by_key(|word| word.chars().count()).cloned() else {
        return 0;
    };
    let length = longest.chars().count();
    words.push(longest);
    length
}
