// fails: three accounts - of three accounts each is "before" the next one, the third before the first

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
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
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
    if (from.number + 1) % 3 == to.number % 3 {
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
