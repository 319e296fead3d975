//! Every interleaving of two threads that change one value.

use kit::prelude::*;
use send_and_sync::Shareable;
use std::thread;

/// A value that is not the one that it was made with.
fn shareable() -> Shareable<String> {
    let shareable = Shareable::new(String::from("made with"));
    shareable.set(String::from("first"));
    shareable
}

kit::model! {
    /// Two threads replace the value: each value is given back once, or is in it at the end.
    fn replace_against_replace() {
        let shareable = shareable();
        let (theirs, ours) = thread::scope(|scope| {
            let theirs = scope.spawn(|| shareable.replace("theirs".to_owned()));
            let ours = shareable.replace("ours".to_owned());
            (theirs.join().unwrap(), ours)
        });
        let left = shareable.replace("last".to_owned());
        let right = (theirs == "first" && ours == "theirs" && left == "ours")
            || (ours == "first" && theirs == "ours" && left == "theirs");
        expect!(
            right,
            "Two threads replaced the value \"first\" at the same time: replace(\"theirs\") returned {theirs:?}, replace(\"ours\") returned {ours:?}, and {left:?} was left. Each value has to come back once, or be left: another thread came in between taking the old value out and putting the new one in."
        );
    }

    /// One thread sets the value and another replaces it.
    fn set_against_replace() {
        let shareable = shareable();
        let theirs = thread::scope(|scope| {
            let theirs = scope.spawn(|| shareable.replace("theirs".to_owned()));
            shareable.set("ours".to_owned());
            theirs.join().unwrap()
        });
        let left = shareable.replace("last".to_owned());
        let right = (theirs == "first" && left == "ours") || (theirs == "ours" && left == "theirs");
        expect!(
            right,
            "One thread called set(\"ours\") while another called replace(\"theirs\"), on the value \"first\": replace returned {theirs:?}, and {left:?} was left, so a value has disappeared. Another thread came in between taking the old value out and putting the new one in."
        );
    }

    /// Two threads set the value: one of the two values is in it at the end.
    fn set_against_set() {
        let shareable = shareable();
        thread::scope(|scope| {
            scope.spawn(|| shareable.set("theirs".to_owned()));
            shareable.set("ours".to_owned());
        });
        let left = shareable.replace("last".to_owned());
        expect!(
            left == "theirs" || left == "ours",
            "Two threads called set(\"theirs\") and set(\"ours\") at the same time, and afterwards {left:?} was in the Shareable."
        );
    }
}
