// E0277: `Rc<i32>` cannot be sent between threads safely
//! The slide's own program: an `Rc` moves into a thread.

use std::rc::Rc;
use std::thread;

fn rc_to_thread() {
    let value = Rc::new(5);
    let worker = thread::spawn(move || println!("val = {}", value));
    worker.join().unwrap();
}

fn main() {
    rc_to_thread();
}
