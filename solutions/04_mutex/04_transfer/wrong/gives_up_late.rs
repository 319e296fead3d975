// fails: no money appears or is lost - refuses when it has tried a hundred times

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
    for _ in 0..100 {
        let mut giver = from.lock();
        if *giver < amount {
            return Err(Insufficient);
        }
        if let Ok(mut taker) = to.balance.try_lock() {
            *giver -= amount;
            *taker += amount;
            return Ok(());
        }
        drop(giver);
        std::thread::yield_now();
    }
    Err(Insufficient)
}
