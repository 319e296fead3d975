// E0277: `Cell<u32>` cannot be shared between threads safely
//! A name that changes when it is read must not be shared between threads, not even in an `Arc`.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;

struct Changing(Cell<u32>);

impl fmt::Display for Changing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.set(self.0.get() + 1);
        write!(f, "number {}", self.0.get())
    }
}

fn main() {
    moved_arc::greet_all(Arc::new(Changing(Cell::new(0))), 2);
}
