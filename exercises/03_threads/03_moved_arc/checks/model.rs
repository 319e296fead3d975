//! Every interleaving of two greeting threads.

use kit::prelude::*;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Shows itself as `Ada`, with a step in the middle at which other threads can come in between.
struct Ada {
    shown: AtomicUsize,
}

impl Ada {
    fn new() -> Arc<Ada> {
        Arc::new(Ada {
            shown: AtomicUsize::new(0),
        })
    }
}

impl fmt::Display for Ada {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown.fetch_add(1, Ordering::Relaxed);
        f.write_str("Ada")
    }
}

/// Greets with `n` threads, and fails unless the greetings are the expected ones.
fn expect_greetings(n: usize, expected: &[&str]) {
    let greetings = moved_arc::greet_all(Ada::new(), n);
    if greetings != expected && kit::unjoined() > 0 {
        fail!(
            "greet_all(Ada, {n}) returned {greetings:?} before its threads had finished: nobody joins them."
        );
    }
    expect_eq!(greetings, expected, "greet_all(Ada, {n})");
}

kit::model! {
    /// One greeting is there when the function returns.
    fn one_greeting() {
        expect_greetings(1, &["Hi Ada from 1"]);
    }

    /// Two greetings are there, in order, whichever thread finishes first.
    fn two_greetings() {
        expect_greetings(2, &["Hi Ada from 1", "Hi Ada from 2"]);
    }
}
