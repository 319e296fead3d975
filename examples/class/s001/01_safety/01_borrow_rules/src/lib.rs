//! A vector that is read and changed by one function.

/// Appends a copy of the longest word (the first one, if several are the longest) and returns its length.
/// Leaves an empty vector as it is and returns 0.
pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let Some(mut longest) = words.first() else {
        return 0;
    };
    for word in words.iter() {
        if word.len() > longest.len() {
            longest = word;
        }
    }
    // A clone and a number borrow nothing: after this line no reference into `words` is used any more.
    let (longest, length) = (longest.clone(), longest.len());
    words.push(longest);
    length
}
