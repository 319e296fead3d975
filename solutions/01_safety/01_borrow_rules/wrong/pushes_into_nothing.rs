// fails: nothing and empty words - appends an empty word to an empty vector

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let mut longest = String::new();
    for word in words.iter() {
        if word.len() > longest.len() {
            longest = word.clone();
        }
    }
    let length = longest.len();
    words.push(longest);
    length
}
