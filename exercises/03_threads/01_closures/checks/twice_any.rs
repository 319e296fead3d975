//! Whatever can be called again and again fits.

use closures::call_twice;
use std::cell::Cell;
use std::rc::Rc;

fn fixed() -> i32 {
    42
}

fn main() {
    // A closure may own what it changes, and be neither Clone nor Send.
    let mut numbers = vec![1, 2];
    let shared = Rc::new(Cell::new(0));
    let mut pop = move || {
        shared.set(shared.get() + 1);
        numbers.pop().unwrap_or(0)
    };
    call_twice(&mut pop);
    call_twice(pop);

    // A function, a closure in a box, and one that only reads.
    call_twice(fixed);
    let boxed: Box<dyn FnMut() -> i32> = Box::new(|| 1);
    call_twice(boxed);
    let number = 3;
    call_twice(|| number);
}
