//! Style: takes the vector out, works on an owned value and puts it back; generic over the element.

use std::mem;

pub fn repeat_longest<W: AsRef<str> + Clone>(words: &mut Vec<W>) -> usize {
    let mut owned = mem::take(words);
    let longest = owned.iter().fold(None::<&W>, |longest, word| match longest {
        Some(l) if l.as_ref().len() >= word.as_ref().len() => Some(l),
        _ => Some(word),
    });
    let copy = longest.cloned();
    let length = copy.as_ref().map_or(0, |w| w.as_ref().len());
    if let Some(copy) = copy {
        owned.push(copy);
    }
    *words = owned;
    length
}
