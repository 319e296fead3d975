//! Style: no lock at all: a compare-and-exchange loop takes the money, an addition brings it.

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{AcqRel, Acquire};

#[derive(Debug, PartialEq)]
pub struct Insufficient;

#[derive(Debug)]
pub struct Account {
    balance: AtomicU64,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        Self { balance: balance.into() }
    }

    pub fn balance(&self) -> u64 {
        self.balance.load(Acquire)
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    from.balance.fetch_update(AcqRel, Acquire, |balance| balance.checked_sub(amount)).map_err(|_| Insufficient)?;
    to.balance.fetch_add(amount, AcqRel);
    Ok(())
}
