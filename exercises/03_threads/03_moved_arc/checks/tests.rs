//! The greetings themselves, and the threads that they come from.

use kit::prelude::*;
use std::fmt;

kit::driver_only! {
    use std::sync::Arc;
    use std::thread;

    /// Shows the thread on which it is formatted.
    struct WhoFormats;

    impl fmt::Display for WhoFormats {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{:?}", thread::current().id())
        }
    }
}

kit::act! {
    /// Greets a text.
    fn greet(name: String, n: usize) -> Vec<String> {
        moved_arc::greet_all(Arc::new(name), n)
    }

    /// Greets a number.
    fn greet_number(name: i64, n: usize) -> Vec<String> {
        moved_arc::greet_all(Arc::new(name), n)
    }

    /// For each greeting the thread that it came from: 0 is the caller's, the others are counted from 1 as they appear.
    fn threads_of_greetings(n: usize) -> Vec<usize> {
        let mut threads = vec![WhoFormats.to_string()];
        let greetings = moved_arc::greet_all(Arc::new(WhoFormats), n);
        let thread_of = |greeting: String| {
            let thread = greeting.split(" from ").next().unwrap_or_default().replacen("Hi ", "", 1);
            threads.iter().position(|known| *known == thread).unwrap_or_else(|| {
                threads.push(thread);
                threads.len() - 1
            })
        };
        greetings.into_iter().map(thread_of).collect()
    }
}

kit::judge_only! {
    /// Holds the greetings of `greet_all(name, n)` against the right ones, one by one.
    fn expect_greetings(got: Vec<String>, name: impl fmt::Display, n: usize) {
        for (i, greeting) in (1..=n).zip(&got) {
            expect_eq!(
                *greeting,
                format!("Hi {name} from {i}"),
                "greeting number {i} of greet_all(\"{name}\", {n})"
            );
        }
        expect_eq!(got.len(), n, "how many greetings greet_all(\"{name}\", {n}) returns");
    }
}

kit::judge! {
    /// Each greeting comes from a thread of its own, none from the caller's.
    fn each_from_a_thread_of_its_own() {
        for n in [1, 2, 20] {
            let threads = threads_of_greetings(n);
            expect!(
                !threads.contains(&0),
                "greet_all(name, {n}): the name was formatted on the caller's thread."
            );
            expect_eq!(threads.len(), n, "how many greetings greet_all(name, {n}) returns");
            for (i, thread) in (1..=n).zip(&threads) {
                // Threads are numbered as they appear, so a greeting from a new thread has the number of the greeting.
                expect!(
                    *thread == i,
                    "greet_all(name, {n}): greetings {thread} and {i} come from the same thread."
                );
            }
        }
    }

    /// No thread, no greeting.
    fn greets_nobody() {
        expect_greetings(greet("Ada".to_owned(), 0), "Ada", 0);
    }

    /// The greetings are in order, for any number of threads.
    fn greets_any_number() {
        for n in [3, 12, 101] {
            expect_greetings(greet("Grace".to_owned(), n), "Grace", n);
        }
    }

    /// Whatever can be shown can be greeted.
    fn greets_any_type() {
        expect_greetings(greet(String::new(), 2), "", 2);
        expect_greetings(greet_number(-7, 2), -7, 2);
    }
}
