// fails: any words - keeps the best length in a u8, which long words do not fit into

pub fn repeat_longest(words: &mut Vec<String>) -> usize {
    let mut best = 0_u8;
    let mut longest = words.first().cloned();
    for word in words.iter() {
        if word.len() as u8 > best {
            best = word.len() as u8;
            longest = Some(word.clone());
        }
    }
    let Some(longest) = longest else {
        return 0;
    };
    let length = longest.len();
    words.push(longest);
    length
}
