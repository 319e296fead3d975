// fails: three accounts - draws the number of an account in two steps, so two accounts can get the same

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug, PartialEq)]
pub struct Insufficient;

static NEXT: AtomicUsize = AtomicUsize::new(0);

pub struct Account {
    number: usize,
    balance: Mutex<u64>,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        let number = NEXT.load(Ordering::SeqCst);
        NEXT.store(number + 1, Ordering::SeqCst);
        Account { number, balance: Mutex::new(balance) }
    }

    pub fn balance(&self) -> u64 {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.balance.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    if from.number == to.number {
        return if from.balance() >= amount { Ok(()) } else { Err(Insufficient) };
    }
    let (mut giver, mut taker);
    if from.number < to.number {
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
