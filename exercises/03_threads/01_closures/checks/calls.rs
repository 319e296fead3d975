//! How often the closures are called, and what becomes of their answers.

use kit::prelude::*;

kit::driver_only! {
    use closures::{call_once_to_string, call_twice, repeat};
    use std::cell::Cell;
}

kit::act! {
    /// The text of a number, and how often the closure was called.
    fn once_number(number: i64) -> (String, usize) {
        let calls = Cell::new(0);
        let text: String = call_once_to_string(|| {
            calls.set(calls.get() + 1);
            number
        });
        (text, calls.get())
    }

    /// The text of a text, which the closure gives away.
    fn once_text(text: String) -> String {
        call_once_to_string(move || text)
    }

    /// The text of a letter.
    fn once_letter(letter: char) -> String {
        call_once_to_string(|| letter)
    }

    /// The answers of a closure that returns the next of these numbers, and how often it was called.
    fn twice(numbers: Vec<i32>) -> ((i32, i32), usize) {
        let mut calls = 0;
        let answers: (i32, i32) = call_twice(|| {
            calls += 1;
            numbers.get(calls - 1).copied().unwrap_or(-1)
        });
        (answers, calls)
    }

    /// How often `repeat` calls a closure, for each of these numbers of times; it is one closure for all.
    fn repeated(times: Vec<usize>) -> Vec<usize> {
        let calls = Cell::new(0);
        let mut count = || calls.set(calls.get() + 1);
        times
            .into_iter()
            .map(|times| {
                calls.set(0);
                repeat(&mut count, times);
                calls.get()
            })
            .collect()
    }
}

kit::judge! {
    /// Whatever the closure returns becomes a text.
    fn once_returns_the_text() {
        for number in [0, 42, -7, i64::MIN] {
            expect_eq!(once_number(number), (number.to_string(), 1), "the text, and the number of calls, of call_once_to_string(|| {number})");
        }
        for text in ["Ada", "", " two\n\"lines\" "] {
            expect_eq!(once_text(text.to_owned()), text, "call_once_to_string(move || String::from({text:?}))");
        }
        expect_eq!(once_letter('é'), "é", "call_once_to_string(|| 'é')");
    }

    /// Both answers come back, the first one first, from two calls.
    #[cases(32)]
    fn twice_returns_both(first in -100i32..100, second in any::<i32>()) {
        expect_eq!(
            twice(vec![first, second]),
            ((first, second), 2),
            "the answers, and the number of calls, of call_twice with a closure that returns {first} and then {second}"
        );
    }

    /// The closure is called as often as asked, perhaps not at all.
    fn repeats() {
        let times = [0, 1, 2, 3, 10, 300, 70_000];
        for (asked, calls) in times.iter().zip(repeated(times.to_vec())) {
            expect_eq!(calls, *asked, "how often repeat(f, {asked}) calls f");
        }
    }
}
