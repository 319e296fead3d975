// fails: no lock inside - a Mutex does the work

use std::sync::{Mutex, PoisonError};

pub struct Mailbox(Mutex<Option<u32>>);

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox(Mutex::new(None))
    }

    pub fn publish(&self, value: u32) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }

    pub fn read(&self) -> Option<u32> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
