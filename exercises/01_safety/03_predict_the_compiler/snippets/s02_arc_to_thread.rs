// Look at: the owner count of an `Arc` is atomic, and `main` keeps an `Arc` of its own.
use std::sync::Arc;
use std::thread;

fn main() {
    let value = Arc::new(5);
    let for_worker = Arc::clone(&value);
    let worker = thread::spawn(move || println!("val = {for_worker}"));
    worker.join().unwrap();
    println!("main still has {value}");
}
