// fails: compiles - changes a balance that it has only borrowed

#[derive(Debug, PartialEq)]
pub struct Insufficient;

#[derive(Debug, Default)]
pub struct Account {
    balance: u64,
}

impl Account {
    pub fn new(balance: u64) -> Self {
        Account {
            balance,
        }
    }

    pub fn balance(&self) -> u64 {
        self.balance
    }
}

pub fn transfer(from: &Account, to: &Account, amount: u64) -> Result<(), Insufficient> {
    if std::ptr::eq(from, to) {
        return if from.balance() >= amount { Ok(()) } else { Err(Insufficient) };
    }
    if from.balance < amount {
        return Err(Insufficient);
    }
    from.balance -= amount;
    to.balance += amount;
    Ok(())
}
