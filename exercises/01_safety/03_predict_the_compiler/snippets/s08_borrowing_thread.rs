// Look at: the closure has no `move`. It is joined at once, but does `spawn` know that?
use std::thread;

fn main() {
    let numbers = vec![1, 2, 3];
    let worker = thread::spawn(|| println!("{} numbers", numbers.len()));
    worker.join().unwrap();
}
