// fails: try_record tells beside others - copies the log under one lock and puts the copy back under another

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    drop(lines);
    notify();
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    let mut lines = match log.try_lock() {
        Ok(lines) => lines.clone(),
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().clone(),
        Err(TryLockError::WouldBlock) => return false,
    };
    lines.push(line.to_owned());
    match log.try_lock() {
        Ok(mut log) => *log = lines,
        Err(TryLockError::Poisoned(poisoned)) => *poisoned.into_inner() = lines,
        Err(TryLockError::WouldBlock) => return false,
    }
    true
}
