// fails: nothing and empty words - takes length 0 for "no word at all"

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let mut longest = String::new();
    for word in words.iter() {
        if word.len() > longest.len() {
            longest = word.clone();
        }
    }
    let length = longest.len();
    if length > 0 {
        words.push(longest);
    }
    length
}
