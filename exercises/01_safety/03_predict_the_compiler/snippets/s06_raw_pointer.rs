// Look at: a raw pointer says nothing about who may use what it points to, or for how long.
use std::thread;

fn main() {
    let value = 5;
    let pointer: *const i32 = &value;
    let worker = thread::spawn(move || println!("is null: {}", pointer.is_null()));
    worker.join().unwrap();
}
