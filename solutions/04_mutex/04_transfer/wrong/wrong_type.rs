// fails: a transfer ends - takes accounts that can be changed only by their owner

#[derive(Debug, PartialEq)]
pub struct Insufficient;

pub struct Account {
    balance: u64,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        Account { balance }
    }

    pub fn balance(&self) -> u64 {
        self.balance
    }
}

pub fn transfer(from: &mut Account, to: &mut Account, amount: u64) -> Result<(), Insufficient> {
    if from.balance < amount {
        return Err(Insufficient);
    }
    from.balance -= amount;
    to.balance += amount;
    Ok(())
}
