// fails: a poisoned log is written on - try_record waits for the lock if it is poisoned

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    drop(lines);
    notify();
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    if log.is_poisoned() {
        let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(line.to_owned());
        return true;
    }
    match log.try_lock() {
        Ok(mut lines) => lines.push(line.to_owned()),
        Err(_) => return false,
    }
    true
}
