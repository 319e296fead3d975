//! A `Shareable` moves to another thread, and an Arc of it too.

use send_and_sync::Shareable;
use std::cell::Cell;
use std::sync::Arc;
use std::thread;

fn main() {
    let cell = Shareable::new(Cell::new(1));
    thread::spawn(move || cell.set(Cell::new(2)))
        .join()
        .unwrap();

    let shared = Arc::new(Shareable::new(Cell::new(1)));
    let theirs = Arc::clone(&shared);
    thread::spawn(move || theirs.set(Cell::new(2)))
        .join()
        .unwrap();
    shared.set(Cell::new(3));
}
