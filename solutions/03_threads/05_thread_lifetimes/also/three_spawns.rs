//! Style: three spawns written out; the panic is an unwrap on None.

use std::thread;

fn main() {
    let one = thread::spawn(|| println!("worker 1: done"));
    let two = thread::spawn(|| {
        let nothing: Option<u32> = None;
        let _ = nothing.unwrap();
    });
    let three = thread::spawn(|| println!("worker 3: done"));

    let mut finished = 0;
    for worker in [three, two, one] {
        match worker.join() {
            Ok(()) => finished += 1,
            Err(_) => eprintln!("one of the workers has panicked"),
        }
    }
    println!("{} of 3 workers finished", finished);
}
