// fails: worker 2 panics in its thread - prints what looks like a panic's message

use std::thread;

fn main() {
    let one = thread::spawn(|| println!("worker 1: done"));
    let two = thread::spawn(|| {
        eprintln!("thread '<unnamed>' panicked at src/main.rs:7: worker 2 gives up")
    });
    let three = thread::spawn(|| println!("worker 3: done"));
    for worker in [one, two, three] {
        worker.join().unwrap();
    }
    println!("2 of 3 workers finished");
}
