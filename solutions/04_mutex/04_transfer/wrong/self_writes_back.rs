// fails: three accounts - takes and gives under two locks, and undoes what others gave meanwhile

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
        let before = from.balance();
        if before < amount {
            return Err(Insufficient);
        }
        *from.lock() = before;
        return Ok(());
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
