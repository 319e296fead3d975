//! Style: catches the panic and lets it go on; a flag of its own, so the mutex itself is never poisoned.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, MutexGuard};

#[derive(Debug, PartialEq)]
pub struct Poisoned;

struct State {
    entries: Vec<i64>,
    failed: bool,
}

pub struct Ledger {
    state: Mutex<State>,
}

impl Default for Ledger {
    fn default() -> Self {
        Self::new()
    }
}

impl Ledger {
    pub fn new() -> Self {
        let state = State { entries: Vec::new(), failed: false };
        Ledger { state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the lock is never held during a panic")
    }

    pub fn with<R, F>(&self, f: F) -> Result<R, Poisoned>
    where
        F: FnOnce(&mut Vec<i64>) -> R,
    {
        let mut state = self.state();
        if state.failed {
            return Err(Poisoned);
        }
        let backup = state.entries.clone();
        match panic::catch_unwind(AssertUnwindSafe(|| f(&mut state.entries))) {
            Ok(value) => Ok(value),
            Err(payload) => {
                state.entries = backup;
                state.failed = true;
                drop(state);
                panic::resume_unwind(payload)
            }
        }
    }

    pub fn is_poisoned(&self) -> bool {
        self.state().failed
    }

    pub fn repair(&self) -> usize {
        let mut state = self.state();
        state.failed = false;
        state.entries.len()
    }

    pub fn total(&self) -> i64 {
        self.state().entries.iter().copied().sum()
    }
}
