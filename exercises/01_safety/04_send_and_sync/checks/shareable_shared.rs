//! Two threads use a `Shareable` at once; what is in it need not be Sync.

use send_and_sync::Shareable;
use std::cell::Cell;
use std::thread;

fn main() {
    let number = Shareable::new(1);
    let cell = Shareable::new(Cell::new(1));
    thread::scope(|scope| {
        scope.spawn(|| number.set(2));
        scope.spawn(|| number.set(3));
        scope.spawn(|| cell.set(Cell::new(2)));
        scope.spawn(|| cell.set(Cell::new(3)));
    });
}
