// fails: any words - looks only at the first 64 words

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(mut longest) = words.first() else {
        return 0;
    };
    for word in words.iter().take(64) {
        if word.len() > longest.len() {
            longest = word;
        }
    }
    let longest = longest.clone();
    let length = longest.len();
    words.push(longest);
    length
}
