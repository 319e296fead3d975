//! Chosen words.

use kit::prelude::*;

kit::act! {
    /// What `repeat_longest(&mut words)` returns, and the words afterwards.
    fn repeat(words: Vec<String>) -> (usize, Vec<String>) {
        let mut words = words;
        let length: usize = borrow_rules::repeat_longest(&mut words);
        (length, words)
    }

    /// The same three times on one vector.
    fn repeat_thrice(words: Vec<String>) -> (Vec<usize>, Vec<String>) {
        let mut words = words;
        let lengths = (0..3).map(|_| borrow_rules::repeat_longest(&mut words)).collect();
        (lengths, words)
    }
}

kit::judge_only! {
    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    /// Asks for these words and holds the answer against the longest word given, which is what has to be appended.
    fn expect_repeated(words: &[&str], longest: &str) {
        let (length, after) = repeat(owned(words));
        let mut expected = owned(words);
        expected.push(longest.to_owned());
        expect_eq!(after, expected, "the words after repeat_longest on {words:?}");
        expect_eq!(length, longest.len(), "what repeat_longest returns for {words:?}");
    }
}

kit::judge! {
    /// The longest word is repeated, wherever it stands.
    fn appends_the_longest() {
        expect_repeated(&["to", "borrow", "is", "good"], "borrow");
        expect_repeated(&["ownership", "moves"], "ownership");
        expect_repeated(&["a", "reader", "and", "synchronisation"], "synchronisation");
    }

    /// A single word is the longest one.
    fn appends_once() {
        expect_repeated(&["alone"], "alone");
    }

    /// Called again on the same vector, it repeats the longest word again.
    fn goes_on_with_the_same_vector() {
        let (lengths, after) = repeat_thrice(owned(&["one", "three", "two"]));
        expect_eq!(
            after,
            owned(&["one", "three", "two", "three", "three", "three"]),
            "the words after repeat_longest was called three times on [\"one\", \"three\", \"two\"]"
        );
        expect_eq!(lengths, [5, 5, 5], "what three calls of repeat_longest on [\"one\", \"three\", \"two\"] return");
    }

    /// An empty vector stays empty.
    fn empty_vector() {
        let (length, after) = repeat(Vec::new());
        expect_eq!(after, Vec::<String>::new(), "the words after repeat_longest on an empty vector");
        expect_eq!(length, 0, "what repeat_longest returns for an empty vector");
    }

    /// An empty word is a word too.
    fn empty_words() {
        expect_repeated(&[""], "");
        expect_repeated(&["", ""], "");
    }

    /// Lengths are counted in bytes, as `String::len` does.
    fn counts_as_len_does() {
        // Six letters in six bytes, against four letters in eight.
        expect_repeated(&["cherry", "éééé"], "éééé");
        expect_repeated(&["日本", "abcde"], "日本");
        // Spaces belong to a word like anything else in the String.
        expect_repeated(&["four", "  it  "], "  it  ");
    }
}
