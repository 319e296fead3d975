// fails: nothing and empty words - does not think of the empty vector

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let mut best = 0;
    for i in 0..words.len() {
        if words[i].len() > words[best].len() {
            best = i;
        }
    }
    let longest = words[best].clone();
    let length = longest.len();
    words.push(longest);
    length
}
