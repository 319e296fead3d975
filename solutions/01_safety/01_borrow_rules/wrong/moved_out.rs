// fails: compiles - moves a word out of the vector instead of cloning it

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let mut best = 0;
    for (i, word) in words.iter().enumerate() {
        if word.len() > words[best].len() {
            best = i;
        }
    }
    if words.is_empty() {
        return 0;
    }
    let longest = words[best];
    let length = longest.len();
    words.push(longest);
    length
}
