//! Style: never two locks at once: takes the money under one, and brings it under the other. On its way it is nowhere.

use std::sync::{Mutex, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Insufficient;

pub struct Account(Mutex<u64>);

impl Account {
    pub const fn new(balance: u64) -> Self {
        Self(Mutex::new(balance))
    }

    pub fn balance(&self) -> u64 {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn withdraw(&self, amount: u64) -> Result<u64, Insufficient> {
        let mut balance = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match balance.checked_sub(amount) {
            Some(rest) => {
                *balance = rest;
                Ok(amount)
            }
            None => Err(Insufficient),
        }
    }

    pub fn deposit(&self, amount: u64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += amount;
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    from.withdraw(amount).map(|money| to.deposit(money))
}
