// Look at: this time the `Cell` itself moves into the thread, and nobody else keeps it.
use std::cell::Cell;
use std::thread;

fn main() {
    let hits = Cell::new(41);
    let worker = thread::spawn(move || {
        hits.set(hits.get() + 1);
        hits.get()
    });
    println!("{} hits", worker.join().unwrap());
}
