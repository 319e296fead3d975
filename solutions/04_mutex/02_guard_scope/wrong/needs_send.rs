// fails: record_then records - wants a closure that can go to another thread

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce() + Send) {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    drop(lines);
    notify();
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    let mut lines = match log.try_lock() {
        Ok(lines) => lines,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return false,
    };
    lines.push(line.to_owned());
    true
}
