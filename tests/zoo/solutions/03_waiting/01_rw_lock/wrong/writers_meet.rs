// fails: three threads - a writer waits for readers, but not for another writer
use std::sync::{Condvar, Mutex};

#[derive(Default)]
struct State {
    readers: usize,
    writing: bool,
}

pub struct RwLock {
    state: Mutex<State>,
    changed: Condvar,
}

impl RwLock {
    pub fn new() -> RwLock {
        RwLock { state: Mutex::default(), changed: Condvar::new() }
    }

    pub fn read(&self) {
        let state = self.state.lock().unwrap();
        self.changed.wait_while(state, |state| state.writing).unwrap().readers += 1;
    }

    pub fn end_read(&self) {
        self.state.lock().unwrap().readers -= 1;
        self.changed.notify_all();
    }

    pub fn write(&self) {
        let state = self.state.lock().unwrap();
        self.changed.wait_while(state, |state| state.readers > 0).unwrap().writing = true; // <- here
    }

    pub fn end_write(&self) {
        self.state.lock().unwrap().writing = false;
        self.changed.notify_all();
    }
}
