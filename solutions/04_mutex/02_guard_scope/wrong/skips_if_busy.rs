// fails: record_then waits for its turn - does not record if the lock is taken

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    try_record(log, line);
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
