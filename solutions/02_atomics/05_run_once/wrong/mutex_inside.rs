// fails: no lock inside - a Mutex around a bool

use std::sync::{Mutex, PoisonError};

pub struct RunOnce {
    done: Mutex<bool>,
}

impl RunOnce {
    pub const fn new() -> Self {
        RunOnce {
            done: Mutex::new(false),
        }
    }

    pub fn call_once(&self, f: impl FnOnce()) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        if !*done {
            f();
            *done = true;
        }
    }

    pub fn is_done(&self) -> bool {
        self.done.try_lock().is_ok_and(|done| *done)
    }
}
