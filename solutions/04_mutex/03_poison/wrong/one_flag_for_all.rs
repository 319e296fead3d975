// fails: a panic poisons - one flag for all ledgers

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Poisoned;

static POISONED: AtomicBool = AtomicBool::new(false);

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
        if POISONED.load(Ordering::SeqCst) {
            return Err(Poisoned);
        }
        let Books { entries, before } = &mut *books;
        before.clone_from(entries);
        POISONED.store(true, Ordering::SeqCst);
        let value = f(entries);
        POISONED.store(false, Ordering::SeqCst);
        Ok(value)
    }

    pub fn is_poisoned(&self) -> bool {
        POISONED.load(Ordering::SeqCst)
    }

    pub fn repair(&self) -> usize {
        let mut books = self.lock_anyway();
        if POISONED.load(Ordering::SeqCst) {
            let Books { entries, before } = &mut *books;
            entries.clone_from(before);
            self.books.clear_poison();
            POISONED.store(false, Ordering::SeqCst);
        }
        books.entries.len()
    }

    pub fn total(&self) -> i64 {
        let books = self.lock_anyway();
        let good = if POISONED.load(Ordering::SeqCst) {
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
