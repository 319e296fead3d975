//! Any words.

use kit::prelude::*;

kit::act! {
    /// What `repeat_longest(&mut words)` returns, and the words afterwards.
    fn repeat(words: Vec<String>) -> (usize, Vec<String>) {
        let mut words = words;
        let length: usize = borrow_rules::repeat_longest(&mut words);
        (length, words)
    }

    /// What `repeat_longest` returns for words of these lengths, and the lengths of the words afterwards.
    fn repeat_lengths(lengths: Vec<usize>) -> (usize, Vec<usize>) {
        let mut words: Vec<String> = lengths.iter().map(|length| "w".repeat(*length)).collect();
        let length: usize = borrow_rules::repeat_longest(&mut words);
        (length, words.iter().map(String::len).collect())
    }
}

kit::judge_only! {
    /// Short words of few letters, so that words of the same length, and the same word twice, are common.
    fn words() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[abBé ]{0,3}", 0..12)
    }

    /// Lengths of words, most of them short, some longer than a u16 can tell.
    fn lengths() -> impl Strategy<Value = Vec<usize>> {
        prop::collection::vec(prop_oneof![9 => 0usize..700, 1 => 65_500usize..65_600], 0..80)
    }

    fn expect_repeated(words: &[String]) {
        let (length, after) = repeat(words.to_vec());
        let mut expected = words.to_vec();
        let longest = words.iter().map(String::len).max();
        let first = words.iter().find(|word| Some(word.len()) == longest);
        expected.extend(first.cloned());
        expect_eq!(after, expected, "the words after repeat_longest on {words:?}");
        expect_eq!(length, longest.unwrap_or(0), "what repeat_longest returns for {words:?}");
    }
}

kit::judge! {
    /// The first of the longest words is appended, all others stay.
    #[cases(200)]
    fn any_short_words(words in words()) {
        expect_repeated(&words);
    }

    /// Every word counts, also the last one of many.
    fn last_of_many() {
        for count in [100, 1_000] {
            let mut lengths = vec![3; count];
            lengths[count - 1] = 5;
            let (length, after) = repeat_lengths(lengths.clone());
            expect!(
                length == 5 && after.len() == count + 1 && after[count] == 5,
                "Of {count} words the last one has 5 letters, all others 3: repeat_longest returned {length}, and the last of {} words has {:?} letters afterwards.",
                after.len(),
                after.last()
            );
        }
    }

    /// It does not matter how many words there are, nor how long they are.
    #[cases(40)]
    fn any_number_of_long_words(lengths in lengths()) {
        let (length, after) = repeat_lengths(lengths.clone());
        let mut expected = lengths.clone();
        expected.extend(lengths.iter().max());
        expect_eq!(after, expected, "the lengths of the words after repeat_longest on words of the lengths {lengths:?}");
        expect_eq!(length, lengths.iter().max().copied().unwrap_or(0), "what repeat_longest returns for words of the lengths {lengths:?}");
    }
}
