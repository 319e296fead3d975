//! Style: a lock for the whole bank, under which only one transfer is made at a time.

use std::sync::{Mutex, MutexGuard, PoisonError};

static BANK: Mutex<()> = Mutex::new(());

fn counter_hall() -> MutexGuard<'static, ()> {
    BANK.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Debug, PartialEq, Eq, Default)]
pub struct Insufficient;

#[derive(Default)]
pub struct Account {
    balance: Mutex<u64>,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        Account { balance: Mutex::new(balance) }
    }

    pub fn balance(&self) -> u64 {
        let _hall = counter_hall();
        *self.balance.lock().unwrap()
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    let _hall = counter_hall();
    let available = *from.balance.lock().unwrap();
    if available < amount {
        return Err(Insufficient);
    }
    *from.balance.lock().unwrap() -= amount;
    *to.balance.lock().unwrap() += amount;
    Ok(())
}
