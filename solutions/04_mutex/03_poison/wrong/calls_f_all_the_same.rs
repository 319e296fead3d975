// fails: a panic poisons - calls f on a poisoned ledger, and then returns Err

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
        let mut books = self.lock_anyway();
        let poisoned = self.books.is_poisoned();
        let Books { entries, before } = &mut *books;
        if !poisoned {
            before.clone_from(entries);
        }
        let value = f(entries);
        if poisoned { Err(Poisoned) } else { Ok(value) }
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
        let books = self.lock_anyway();
        let good = if self.books.is_poisoned() {
            &books.before
        } else {
            &books.entries
        };
        good.iter().sum()
    }

    fn lock_anyway(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
