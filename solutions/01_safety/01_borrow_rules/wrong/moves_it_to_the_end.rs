// fails: appends the longest word - moves the longest word to the end, there is no copy

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let mut best = 0;
    for i in 0..words.len() {
        if words[i].len() > words[best].len() {
            best = i;
        }
    }
    if words.is_empty() {
        return 0;
    }
    let longest = words.remove(best);
    let length = longest.len();
    words.push(longest);
    length
}
