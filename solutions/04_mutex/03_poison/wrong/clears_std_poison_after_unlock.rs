// fails: nobody sees broken entries - repair clears std's poison when the lock is free again
use std::sync::{Mutex, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Poisoned;

/// The entries, and what they were before the last change.
#[derive(Default)]
struct Books {
    entries: Vec<i64>,
    before: Vec<i64>,
}

#[derive(Default)]
pub struct Ledger {
    books: Mutex<Books>,
}

impl Ledger {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        let mut books = self.books.lock().map_err(|_| Poisoned)?;
        books.before = books.entries.clone();
        Ok(f(&mut books.entries))
    }

    pub fn is_poisoned(&self) -> bool {
        self.books.is_poisoned()
    }

    pub fn repair(&self) -> usize {
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        if self.books.is_poisoned() {
            books.entries = books.before.clone();
        }
        let count = books.entries.len();
        drop(books);
        self.books.clear_poison();
        count
    }

    pub fn total(&self) -> i64 {
        let books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_poisoned() {
            books.before.iter().sum()
        } else {
            books.entries.iter().sum()
        }
    }
}
