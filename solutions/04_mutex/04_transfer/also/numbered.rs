//! Style: accounts have numbers, and the lower number is locked first; generic comparison with `Ord`.

use std::cmp::Ordering::{Equal, Greater, Less};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Insufficient;

static NEXT: AtomicU64 = AtomicU64::new(1);

pub struct Account {
    number: u64,
    money: RwLock<u64>,
}

impl Account {
    pub fn new(money: u64) -> Account {
        Account { number: NEXT.fetch_add(1, Ordering::Relaxed), money: RwLock::new(money) }
    }

    pub fn balance(&self) -> u64 {
        *self.money.read().unwrap()
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    let (mut source, mut target);
    match from.number.cmp(&to.number) {
        Equal => return if amount <= from.balance() { Ok(()) } else { Err(Insufficient) },
        Less => {
            source = from.money.write().unwrap();
            target = to.money.write().unwrap();
        }
        Greater => {
            target = to.money.write().unwrap();
            source = from.money.write().unwrap();
        }
    }
    if *source >= amount {
        *source -= amount;
        *target += amount;
        Ok(())
    } else {
        Err(Insufficient)
    }
}
