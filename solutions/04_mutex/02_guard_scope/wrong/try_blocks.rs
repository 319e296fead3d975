// fails: try_record does not wait - uses lock()

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    drop(lines);
    notify();
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    true
}
