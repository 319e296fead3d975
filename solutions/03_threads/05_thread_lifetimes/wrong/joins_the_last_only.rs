// fails: main waits for its workers - joins only the worker that was started last

use std::thread;

fn main() {
    thread::spawn(|| println!("worker 1: done"));
    let _ = thread::spawn(|| panic!("worker 2 gives up"));
    let last = thread::spawn(|| println!("worker 3: done"));
    last.join().unwrap();
    println!("2 of 3 workers finished");
}
