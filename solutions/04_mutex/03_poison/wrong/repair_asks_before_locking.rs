// fails: nobody sees broken entries - repair asks before it takes the lock, and undoes a change made after another repair

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Mutex;

#[derive(Debug, PartialEq)]
pub struct Poisoned;

#[derive(Default)]
pub struct Ledger {
    books: Mutex<(Vec<i64>, Vec<i64>)>,
    poisoned: AtomicBool,
}

impl Ledger {
    pub fn new() -> Self {
        Ledger::default()
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        let mut books = self.books.lock().unwrap();
        if self.is_poisoned() {
            return Err(Poisoned);
        }
        books.1 = books.0.clone();
        let result = panic::catch_unwind(AssertUnwindSafe(|| f(&mut books.0)));
        result.map_err(|payload| {
            self.poisoned.store(true, Ordering::SeqCst);
            drop(books);
            panic::resume_unwind(payload)
        })
    }

    pub fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::SeqCst)
    }

    pub fn repair(&self) -> usize {
        if !self.is_poisoned() {
            return self.books.lock().unwrap().0.len();
        }
        let mut books = self.books.lock().unwrap();
        {
            books.0 = books.1.clone();
            self.poisoned.store(false, Ordering::SeqCst);
        }
        books.0.len()
    }

    pub fn total(&self) -> i64 {
        let books = self.books.lock().unwrap();
        let good = if self.is_poisoned() { &books.1 } else { &books.0 };
        good.iter().sum()
    }
}
