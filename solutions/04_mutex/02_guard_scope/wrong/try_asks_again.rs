// fails: try_record tells beside others - records, and then asks again whether the lock is free

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    drop(lines);
    notify();
}

pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    match log.try_lock() {
        Ok(mut lines) => lines.push(line.to_owned()),
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().push(line.to_owned()),
        Err(TryLockError::WouldBlock) => return false,
    }
    !matches!(log.try_lock(), Err(TryLockError::WouldBlock))
}
