//! Whatever can be called again and again fits.

use closures::repeat;
use std::cell::Cell;
use std::rc::Rc;

fn nothing() {}

fn main() {
    // A closure may own what it changes, and be neither Clone nor Send.
    let mut numbers = Vec::new();
    let shared = Rc::new(Cell::new(0));
    let mut push = move || {
        shared.set(shared.get() + 1);
        numbers.push(shared.get());
    };
    repeat(&mut push, 1);
    repeat(push, 2);

    // A function, a closure in a box, and one that only reads.
    repeat(nothing, 1);
    let boxed: Box<dyn FnMut()> = Box::new(|| {});
    repeat(boxed, 1);
    let cell = Cell::new(0);
    repeat(|| cell.set(1), 1);
}
