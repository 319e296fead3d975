// fails: a poisoned log is written on - the guard in the error lives on while notify is called

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    match log.lock() {
        Ok(mut lines) => lines.push(line.to_owned()),
        Err(poisoned) => {
            let mut lines = poisoned.into_inner();
            lines.push(line.to_owned());
            return notify();
        }
    }
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
