// fails: appends the longest word - repeats the last word that is longer than the one before it

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(mut longest) = words.first().cloned() else {
        return 0;
    };
    for pair in words.windows(2) {
        if pair[1].len() > pair[0].len() {
            longest = pair[1].clone();
        }
    }
    let length = longest.len();
    words.push(longest);
    length
}
