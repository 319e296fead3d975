//! A `Movable` moves to another thread, together with what is in it.

use send_and_sync::Movable;
use std::cell::Cell;
use std::thread;

fn main() {
    let number = Movable::new(1);
    number.set(2);
    thread::spawn(move || number.set(3)).join().unwrap();

    // A Cell is Send and not Sync.
    let cell = Movable::new(Cell::new(1));
    thread::spawn(move || cell.set(Cell::new(2)))
        .join()
        .unwrap();
}
