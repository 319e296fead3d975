// E0277: cannot be shared between threads safely
//! Two threads with a reference to one guard have two references to the value: a `Cell` does not bear that.

use spin_mutex::SpinMutex;
use std::cell::Cell;

fn require_sync<T: Sync>(_: &T) {}

fn main() {
    let mutex = SpinMutex::new(Cell::new(1));
    let guard = mutex.lock();
    require_sync(&guard);
}
