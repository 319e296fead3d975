//! Money that goes from one account to another.

use std::ptr;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// There is not enough money in the account.
#[derive(Debug, PartialEq)]
pub struct Insufficient;

/// An account that threads share.
#[derive(Debug, Default)]
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
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        // A balance is one number: no panic can leave half of it behind.
        self.balance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Moves `amount` from one account to the other, or nothing if `from` has less than that. Always comes to an end,
/// whatever transfers other threads make at the same time. To oneself: `Ok` if the balance suffices, and nothing changes.
pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    if ptr::eq(from, to) {
        // One mutex, which must not be locked twice.
        return if from.balance() >= amount {
            Ok(())
        } else {
            Err(Insufficient)
        };
    }
    let (mut giver, mut taker) = lock_both(from, to);
    *giver = giver.checked_sub(amount).ok_or(Insufficient)?;
    *taker += amount;
    Ok(())
}

/// The guards of two different accounts, in the order of the arguments. The mutexes are locked in the order of their
/// addresses, which is the same for all threads, so no two of them can wait for each other. Nobody can move an
/// account as long as it is borrowed.
fn lock_both<'a>(
    one: &'a Account,
    other: &'a Account,
) -> (MutexGuard<'a, u64>, MutexGuard<'a, u64>) {
    if ptr::from_ref(one) < ptr::from_ref(other) {
        let first = one.lock();
        (first, other.lock())
    } else {
        let first = other.lock();
        (one.lock(), first)
    }
}
