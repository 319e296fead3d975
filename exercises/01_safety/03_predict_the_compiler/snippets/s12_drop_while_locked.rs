// Look at: what the guard borrows, and when the guard itself is dropped.
use std::sync::Mutex;

fn main() {
    let counter = Mutex::new(0);
    let guard = counter.lock().unwrap();
    drop(counter);
    println!("counter = {guard}");
}
