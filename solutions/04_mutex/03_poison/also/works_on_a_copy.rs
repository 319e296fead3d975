//! Style: `f` changes a copy, which is put in place only if `f` returns; std's own poison; a match on the lock.

use std::sync::*;

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub struct Poisoned;

pub struct Ledger(Mutex<Vec<i64>>);

impl Ledger {
    pub const fn new() -> Ledger {
        Ledger(Mutex::new(vec![]))
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        match self.0.lock() {
            Err(_) => Err(Poisoned),
            Ok(mut good) => {
                let mut copy = good.clone();
                let returned = f(&mut copy);
                *good = copy;
                Ok(returned)
            }
        }
    }

    pub fn is_poisoned(&self) -> bool {
        self.0.lock().is_err()
    }

    pub fn repair(&self) -> usize {
        let good = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.clear_poison();
        good.len()
    }

    pub fn total(&self) -> i64 {
        let good = match self.0.lock() {
            Ok(good) => good,
            Err(poison) => poison.into_inner(),
        };
        good.iter().fold(0, |sum, entry| sum + entry)
    }
}
