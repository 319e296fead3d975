// E0277: cannot be shared between threads safely
//! A `Movable` must not be used from two threads, not even one of a number.

use send_and_sync::Movable;
use std::thread;

fn main() {
    let movable = Movable::new(5);
    thread::scope(|scope| {
        scope.spawn(|| movable.set(6));
    });
}
