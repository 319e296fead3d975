// E0277: cannot be shared between threads safely
//! Two threads must not count with one `Hits`.

use interior_mutability::Hits;
use std::thread;

fn main() {
    let hits = Hits::new();
    thread::scope(|scope| {
        scope.spawn(|| hits.hit());
    });
}
