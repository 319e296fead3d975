// Look at: the worker gets a reference to a `Cell`, while `main` may use the same `Cell`.
use std::cell::Cell;
use std::thread;

fn main() {
    let hits = Cell::new(0);
    let shared = &hits;
    thread::scope(|scope| {
        scope.spawn(move || shared.set(shared.get() + 1));
    });
    println!("{} hits", hits.get());
}
