// fails: compiles - pushes inside the loop that goes on reading the vector

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let longest = words.iter().map(String::len).max().unwrap_or(0);
    let mut done = false;
    for word in words.iter() {
        if word.len() == longest && !done {
            words.push(word.clone());
            done = true;
        }
    }
    longest
}
