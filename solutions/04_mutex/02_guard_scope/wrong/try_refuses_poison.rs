// fails: a poisoned log is written on - try_record takes a poisoned lock for a taken one

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    drop(lines);
    notify();
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    match log.try_lock() {
        Ok(mut lines) => {
            lines.push(line.to_owned());
            true
        }
        Err(_) => false,
    }
}
