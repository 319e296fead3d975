// fails: to oneself nothing changes - a transfer to oneself is refused

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
        return Err(Insufficient);
    }
    let (mut giver, mut taker);
    if std::ptr::from_ref(from) < std::ptr::from_ref(to) {
        giver = from.lock();
        taker = to.lock();
    } else {
        taker = to.lock();
        giver = from.lock();
    }
    if *giver < amount {
        return Err(Insufficient);
    }
    *giver -= amount;
    *taker += amount;
    Ok(())
}
