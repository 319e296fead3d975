// fails: one at a time - made of cells, which threads cannot share

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

#[derive(Debug, PartialEq)]
pub struct Poisoned;

#[derive(Default)]
pub struct Ledger {
    entries: RefCell<Vec<i64>>,
    poisoned: Cell<bool>,
}

impl Ledger {
    pub fn new() -> Self {
        Ledger::default()
    }

    pub fn with<R>(&self, f: impl FnOnce(&mut Vec<i64>) -> R) -> Result<R, Poisoned> {
        if self.poisoned.get() {
            return Err(Poisoned);
        }
        let mut draft = self.entries.borrow().clone();
        match panic::catch_unwind(AssertUnwindSafe(|| f(&mut draft))) {
            Ok(value) => {
                *self.entries.borrow_mut() = draft;
                Ok(value)
            }
            Err(payload) => {
                self.poisoned.set(true);
                panic::resume_unwind(payload)
            }
        }
    }

    pub fn is_poisoned(&self) -> bool {
        self.poisoned.get()
    }

    pub fn repair(&self) -> usize {
        self.poisoned.set(false);
        self.entries.borrow().len()
    }

    pub fn total(&self) -> i64 {
        self.entries.borrow().iter().sum()
    }
}
