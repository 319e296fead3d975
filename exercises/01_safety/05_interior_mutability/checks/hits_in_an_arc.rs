// E0277: cannot be shared between threads safely
//! An `Arc` gives several threads an owner each, but it makes nothing Sync.

use interior_mutability::Hits;
use std::sync::Arc;
use std::thread;

fn main() {
    let hits = Arc::new(Hits::new());
    let theirs = Arc::clone(&hits);
    thread::spawn(move || theirs.hit());
}
