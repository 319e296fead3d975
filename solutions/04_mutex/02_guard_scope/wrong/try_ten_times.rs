// fails: try_record does not wait - tries ten times before it gives up

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    drop(lines);
    notify();
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    for _ in 0..10 {
        match log.try_lock() {
            Ok(mut lines) => lines.push(line.to_owned()),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().push(line.to_owned()),
            Err(TryLockError::WouldBlock) => {
                std::thread::yield_now();
                continue;
            }
        }
        return true;
    }
    false
}
