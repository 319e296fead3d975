//! Style: a lock for the change that is going on, a reader-writer lock for the last good state, an atomic flag.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

#[derive(Debug, PartialEq, Default)]
pub struct Poisoned;

#[derive(Default)]
pub struct Ledger {
    turn: Mutex<()>,
    good: RwLock<Vec<i64>>,
    poisoned: AtomicBool,
}

/// Sets the flag unless it was told that all went well.
struct Alarm<'a>(&'a AtomicBool, bool);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if self.1 {
            self.0.store(true, Ordering::SeqCst);
        }
    }
}

impl Ledger {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.poisoned.load(Ordering::SeqCst) {
            return Err(Poisoned);
        }
        let mut alarm = Alarm(&self.poisoned, true);
        let mut draft = self.good.read().unwrap().clone();
        let value = f(&mut draft);
        *self.good.write().unwrap() = draft;
        alarm.1 = false;
        Ok(value)
    }

    pub fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::SeqCst)
    }

    pub fn repair(&self) -> usize {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.poisoned.store(false, Ordering::SeqCst);
        self.good.read().unwrap().len()
    }

    pub fn total(&self) -> i64 {
        self.good.read().unwrap().iter().sum()
    }
}
