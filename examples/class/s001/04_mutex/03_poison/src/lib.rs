//! A ledger that survives a panic.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A panic interrupted a change of the ledger, and nobody has repaired it yet.
#[derive(Debug, PartialEq)]
pub struct Poisoned;

/// Numbers that threads add, change and sum up.
#[derive(Debug, Default)]
pub struct Ledger {
    books: Mutex<Books>,
}

#[derive(Debug, Default)]
struct Books {
    entries: Vec<i64>,
    /// What the entries were before the change that is going on, or that a panic has ended.
    before: Vec<i64>,
}

impl Ledger {
    /// An empty ledger.
    pub fn new() -> Self {
        Ledger::default()
    }

    /// Calls `f` with the entries, which nobody else can get at meanwhile, and returns what it returned.
    ///
    /// A panic in `f` goes on through this function and poisons the ledger. On a poisoned ledger `f` is not called.
    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        let mut books = self.books.lock().map_err(|_| Poisoned)?;
        let Books { entries, before } = &mut *books;
        before.clone_from(entries);
        // If `f` panics, the guard is dropped while the thread unwinds: this poisons the mutex.
        Ok(f(entries))
    }

    /// Whether a panic has poisoned the ledger.
    pub fn is_poisoned(&self) -> bool {
        self.books.is_poisoned()
    }

    /// Makes the entries what they were before the call of `with` that failed, and clears the poison. Returns how
    /// many entries there are. A ledger that is not poisoned stays as it is.
    pub fn repair(&self) -> usize {
        let mut books = self.lock_anyway();
        // Asked under the lock, so of two threads that repair at once only the first one goes back.
        if self.books.is_poisoned() {
            let Books { entries, before } = &mut *books;
            entries.clone_from(before);
            // Still under the lock: nobody can fail between the repair and this line.
            self.books.clear_poison();
        }
        books.entries.len()
    }

    /// The sum of the entries; while the ledger is poisoned, of those before the call that failed.
    pub fn total(&self) -> i64 {
        let books = self.lock_anyway();
        let good = if self.books.is_poisoned() {
            &books.before
        } else {
            &books.entries
        };
        good.iter().sum()
    }

    /// The guard, poisoned or not. Whoever calls this must not rely on the entries.
    fn lock_anyway(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
