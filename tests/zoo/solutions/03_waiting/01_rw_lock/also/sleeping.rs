// Style: sleeps on a condition variable instead of spinning.
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
        let mut state = self.changed.wait_while(state, |state| state.writing).unwrap();
        state.readers += 1;
    }

    pub fn end_read(&self) {
        let mut state = self.state.lock().unwrap();
        state.readers -= 1;
        if state.readers == 0 {
            self.changed.notify_all();
        }
    }

    pub fn write(&self) {
        let state = self.state.lock().unwrap();
        let mut state = self.changed.wait_while(state, |state| state.writing || state.readers > 0).unwrap();
        state.writing = true;
    }

    pub fn end_write(&self) {
        self.state.lock().unwrap().writing = false;
        self.changed.notify_all();
    }
}
