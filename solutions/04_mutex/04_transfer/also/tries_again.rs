//! Style: locks one and tries the other; if that is taken, gives the first one back and begins again.

use std::sync::Mutex;
use std::thread;

#[derive(Debug, PartialEq)]
pub struct Insufficient;

pub struct Account {
    balance: Mutex<u64>,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        Account { balance: Mutex::new(balance) }
    }

    pub fn balance(&self) -> u64 {
        *self.balance.lock().unwrap()
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    loop {
        let mut source = from.balance.lock().unwrap();
        if *source < amount {
            return Err(Insufficient);
        }
        if std::ptr::eq(from, to) {
            return Ok(());
        }
        if let Ok(mut target) = to.balance.try_lock() {
            *source -= amount;
            *target += amount;
            return Ok(());
        }
        drop(source);
        thread::yield_now();
    }
}
