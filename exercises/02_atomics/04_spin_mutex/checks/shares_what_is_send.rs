//! Threads may share a mutex around anything that may be sent to them, even if it may not be shared by itself.

use spin_mutex::SpinMutex;
use std::cell::{Cell, RefCell};
use std::sync::mpsc::Receiver;
use std::thread;

fn require_send<T: Send>() {}
fn require_sync<T: Sync>() {}

static COUNT: SpinMutex<Cell<u32>> = SpinMutex::new(Cell::new(0));

fn for_any<T: Send>() {
    require_send::<SpinMutex<T>>();
    require_sync::<SpinMutex<T>>();
}

/// Compiled and not called: here only the types matter.
fn use_them() {
    for_any::<RefCell<String>>();
    for_any::<Receiver<u8>>();
    for_any::<Box<dyn FnMut() + Send>>();
    let mut words = vec![String::from("borrowed")];
    let shared = SpinMutex::new(&mut words);
    thread::scope(|scope| {
        scope.spawn(|| shared.lock().push(String::new()));
        scope.spawn(|| COUNT.lock().set(1));
    });
}

fn main() {
    let _ = use_them as fn();
}
