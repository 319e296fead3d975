// fails: a poisoned log is written on - try_record clears the poison, but forgets to record

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    drop(lines);
    notify();
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    if log.is_poisoned() {
        log.clear_poison();
        return true;
    }
    match log.try_lock() {
        Ok(mut lines) => {
            lines.push(line.to_owned());
            true
        }
        Err(_) => false,
    }
}
