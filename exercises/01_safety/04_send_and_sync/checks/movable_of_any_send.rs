//! `Movable<T>` is Send for any `T` that is, also for one that borrows.

use send_and_sync::Movable;
use std::thread;

fn set_elsewhere<T: Send>(movable: Movable<T>, value: T) {
    thread::scope(|scope| {
        scope.spawn(move || movable.set(value));
    });
}

fn main() {
    let text = String::from("Ada");
    set_elsewhere(Movable::new("Grace"), text.as_str());
}
