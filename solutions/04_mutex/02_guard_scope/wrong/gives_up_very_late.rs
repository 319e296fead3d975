// fails: record_then waits on and on - gives up when it has tried twenty thousand times

use std::sync::{Mutex, PoisonError, TryLockError};

pub fn record_then(log: &Mutex<Vec<String>>, line: &str, notify: impl FnOnce()) {
    let mut tries = 0;
    while !try_record(log, line) && tries < 20_000 {
        tries += 1;
        std::hint::spin_loop();
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
