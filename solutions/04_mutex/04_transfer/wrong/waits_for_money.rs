// fails: a transfer ends - waits until there is enough money

use std::sync::{Condvar, Mutex};

#[derive(Debug, PartialEq)]
pub struct Insufficient;

pub struct Account {
    balance: Mutex<u64>,
    more: Condvar,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        Account { balance: Mutex::new(balance), more: Condvar::new() }
    }

    pub fn balance(&self) -> u64 {
        *self.balance.lock().unwrap()
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    let balance = from.balance.lock().unwrap();
    let mut balance = from.more.wait_while(balance, |balance| *balance < amount).unwrap();
    *balance -= amount;
    drop(balance);
    *to.balance.lock().unwrap() += amount;
    to.more.notify_all();
    Ok(())
}
