// fails: notify finds the lock free - calls notify in the arm of a match, where the guard still lives

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    match log.lock() {
        Ok(mut lines) => {
            lines.push(line.to_owned());
            notify();
        }
        Err(poisoned) => {
            poisoned.into_inner().push(line.to_owned());
            notify();
        }
    }
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
