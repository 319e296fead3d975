// fails: a poisoned log is written on - throws the lines of a poisoned log away

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap_or_else(|poisoned| {
        log.clear_poison();
        let mut lines = poisoned.into_inner();
        lines.clear();
        lines
    });
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
