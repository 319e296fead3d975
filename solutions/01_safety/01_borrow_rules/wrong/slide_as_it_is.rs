// fails: compiles - the starter as it is: a reference into the vector is used after the push

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(mut longest) = words.first() else {
        return 0;
    };
    for word in words.iter() {
        if word.len() > longest.len() {
            longest = word;
        }
    }
    words.push(longest.clone());
    longest.len()
}
