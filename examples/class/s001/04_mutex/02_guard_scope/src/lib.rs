//! A log that threads share, and a lock that is not held longer than needed.

use std::sync::{Mutex, PoisonError, TryLockError};

/// Appends `line` to the log, then calls `notify`. The lock has been released when `notify` is called.
///
/// Waits while another thread holds the lock. Records through a poisoned lock too.
pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    // Pushing leaves no line half-written, so the lines of a poisoned log are as good as any.
    let mut lines = log.lock().unwrap_or_else(PoisonError::into_inner);
    lines.push(line.to_owned());
    // `notify` may need the lock itself, or wait for somebody who does.
    drop(lines);
    notify();
}

/// Appends `line` to the log if the lock is free, and tells whether it did. Never waits.
///
/// Records through a poisoned lock too.
pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    let mut lines = match log.try_lock() {
        Ok(lines) => lines,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return false,
    };
    lines.push(line.to_owned());
    true
}
