//! Style: a reader-writer lock; a guard of one's own puts the entries back when it is dropped during a panic.

use std::sync::{PoisonError, RwLock, RwLockWriteGuard};
use std::thread;

#[derive(Debug, PartialEq)]
pub struct Poisoned;

pub struct Ledger {
    entries: RwLock<Vec<i64>>,
}

struct RollBack<'a> {
    entries: RwLockWriteGuard<'a, Vec<i64>>,
    saved: Vec<i64>,
}

impl Drop for RollBack<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            std::mem::swap(&mut *self.entries, &mut self.saved);
        }
    }
}

impl Ledger {
    pub fn new() -> Self {
        Self { entries: RwLock::new(Vec::new()) }
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        let Ok(entries) = self.entries.write() else {
            return Err(Poisoned);
        };
        let saved = entries.clone();
        let mut change = RollBack { entries, saved };
        Ok(f(&mut change.entries))
    }

    pub fn is_poisoned(&self) -> bool {
        self.entries.is_poisoned()
    }

    pub fn repair(&self) -> usize {
        let entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        self.entries.clear_poison();
        entries.len()
    }

    pub fn total(&self) -> i64 {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).iter().sum()
    }
}
