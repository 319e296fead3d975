// fails: money moves - takes the money and gives it to nobody

use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Insufficient;

#[derive(Debug, Default)]
pub struct Account {
    balance: Mutex<u64>,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        Account {
            balance: Mutex::new(balance),
        }
    }

    pub fn balance(&self) -> u64 {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.balance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    if std::ptr::eq(from, to) {
        return if from.balance() >= amount { Ok(()) } else { Err(Insufficient) };
    }
    let _ = to;
    let mut giver = from.lock();
    *giver = giver.checked_sub(amount).ok_or(Insufficient)?;
    Ok(())
}
