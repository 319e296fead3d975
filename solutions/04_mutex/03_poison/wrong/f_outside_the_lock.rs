// fails: one at a time - f works on a copy while nobody holds the lock, and the copy is written back

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Debug, PartialEq)]
pub struct Poisoned;

#[derive(Default)]
pub struct Ledger {
    entries: Mutex<Vec<i64>>,
    poisoned: AtomicBool,
}

impl Ledger {
    pub fn new() -> Self {
        Ledger::default()
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        if self.poisoned.load(Ordering::SeqCst) {
            return Err(Poisoned);
        }
        let mut draft = self.entries.lock().unwrap().clone();
        match panic::catch_unwind(AssertUnwindSafe(|| f(&mut draft))) {
            Ok(value) => {
                *self.entries.lock().unwrap() = draft;
                Ok(value)
            }
            Err(payload) => {
                self.poisoned.store(true, Ordering::SeqCst);
                panic::resume_unwind(payload)
            }
        }
    }

    pub fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::SeqCst)
    }

    pub fn repair(&self) -> usize {
        self.poisoned.store(false, Ordering::SeqCst);
        self.entries.lock().unwrap().len()
    }

    pub fn total(&self) -> i64 {
        self.entries.lock().unwrap().iter().sum()
    }
}
