// fails: a transfer ends - made of cells, which threads cannot share

use std::cell::Cell;

#[derive(Debug, PartialEq)]
pub struct Insufficient;

pub struct Account {
    balance: Cell<u64>,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        Account { balance: Cell::new(balance) }
    }

    pub fn balance(&self) -> u64 {
        self.balance.get()
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    let left = from.balance().checked_sub(amount).ok_or(Insufficient)?;
    from.balance.set(left);
    to.balance.set(to.balance() + amount);
    Ok(())
}
