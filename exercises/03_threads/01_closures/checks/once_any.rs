//! Whatever can be called once fits, and whatever has a `to_string` may be the answer.

use closures::call_once_to_string;
use std::rc::Rc;

/// Neither Clone nor Debug nor Display.
struct Answer(Rc<str>);

// Its own `to_string`, without Display, is what this program is about.
#[allow(clippy::to_string_trait_impl)]
impl ToString for Answer {
    fn to_string(&self) -> String {
        self.0.to_string()
    }
}

fn fixed() -> u64 {
    42
}

fn main() {
    // A function, a closure in a box, one that changes something, and one that only reads.
    call_once_to_string(fixed);
    let boxed: Box<dyn FnOnce() -> &'static str> = Box::new(|| "boxed");
    call_once_to_string(boxed);
    let mut calls = 0;
    call_once_to_string(|| {
        calls += 1;
        calls
    });

    // What it uses is borrowed, and stays on this thread.
    let shared: Rc<str> = Rc::from("shared");
    call_once_to_string(|| Answer(Rc::clone(&shared)));
    call_once_to_string(|| &*shared);
}
