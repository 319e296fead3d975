// fails: any words - on ties the one that is first in the alphabet, not in the vector

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let mut sorted = words.clone();
    sorted.sort();
    let Some(longest) = sorted.into_iter().rev().max_by_key(|word| word.len()) else {
        return 0;
    };
    let length = longest.len();
    words.push(longest);
    length
}
