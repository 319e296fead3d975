// E0277: cannot be shared between threads safely
//! A `Local` must not be used from another thread, not even one of a number.

use send_and_sync::Local;
use std::thread;

fn main() {
    let local = Local::new(5);
    thread::scope(|scope| {
        scope.spawn(|| println!("{}", local.get()));
    });
}
