//! `Shareable<T>` is Send and Sync for any `T` that is Send, also for one that borrows.

use send_and_sync::Shareable;
use std::thread;

fn move_elsewhere<T: Send>(shareable: Shareable<T>, value: T) {
    thread::scope(|scope| {
        scope.spawn(move || shareable.set(value));
    });
}

fn share<T: Send>(shareable: &Shareable<T>, value: T) {
    thread::scope(|scope| {
        scope.spawn(move || shareable.set(value));
    });
}

fn main() {
    let text = String::from("Ada");
    share(&Shareable::new("Grace"), text.as_str());
    move_elsewhere(Shareable::new("Grace"), text.as_str());
}
