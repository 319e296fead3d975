// E0277: cannot be sent between threads safely
//! A `Local` must not move to another thread, not even one of a number.

use send_and_sync::Local;
use std::thread;

fn main() {
    let local = Local::new(5);
    let worker = thread::spawn(move || *local.get());
    println!("{}", worker.join().unwrap());
}
