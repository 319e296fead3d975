// fails: total is of the last good state - panics while the ledger is poisoned

use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Poisoned;

#[derive(Debug, Default)]
pub struct Ledger {
    books: Mutex<Books>,
}

#[derive(Debug, Default)]
struct Books {
    entries: Vec<i64>,
    before: Vec<i64>,
}

impl Ledger {
    pub fn new() -> Self {
        Ledger::default()
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        let mut books = self.books.lock().map_err(|_| Poisoned)?;
        let Books { entries, before } = &mut *books;
        before.clone_from(entries);
        Ok(f(entries))
    }

    pub fn is_poisoned(&self) -> bool {
        self.books.is_poisoned()
    }

    pub fn repair(&self) -> usize {
        let mut books = self.lock_anyway();
        if self.books.is_poisoned() {
            let Books { entries, before } = &mut *books;
            entries.clone_from(before);
            self.books.clear_poison();
        }
        books.entries.len()
    }

    pub fn total(&self) -> i64 {
        self.books.lock().unwrap().entries.iter().sum()
    }

    fn lock_anyway(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
