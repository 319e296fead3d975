//! The balances after any transfers, made by one thread.

use kit::prelude::*;

/// A transfer between two of the accounts 0, 1 and 2.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Order {
    from: usize,
    to: usize,
    amount: u64,
}

/// Whether it was made (otherwise it was refused as `Insufficient`), and the balances afterwards.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Done {
    made: bool,
    balances: Vec<u64>,
}

kit::driver_only! {
    use transfer::{Account, Insufficient, transfer};
}

kit::act! {
    /// Makes these transfers, one after the other.
    fn make(balances: Vec<u64>, orders: Vec<Order>) -> Vec<Done> {
        let accounts: Vec<Account> = balances.into_iter().map(Account::new).collect();
        let make = |order: Order| {
            let result = transfer(&accounts[order.from], &accounts[order.to], order.amount);
            let made = result != Err(Insufficient);
            Done { made, balances: accounts.iter().map(Account::balance).collect() }
        };
        orders.into_iter().map(make).collect()
    }

    /// Opens so many accounts with 5 in each, and moves 2 from the first one to the last one and to the one in the middle.
    fn first_to_last(accounts: usize) -> (bool, u64, u64) {
        let accounts: Vec<Account> = (0..accounts).map(|_| Account::new(5)).collect();
        let (first, last) = (&accounts[0], &accounts[accounts.len() - 1]);
        let made = transfer(first, last, 2).is_ok();
        (made, first.balance(), last.balance())
    }

    /// How `Insufficient` is printed.
    fn debug_form() -> String {
        format!("{:?}", Insufficient)
    }
}

kit::judge_only! {
    fn balances() -> impl Strategy<Value = Vec<u64>> {
        prop::collection::vec(0_u64..6, 3)
    }

    fn order_between(pairs: Vec<(usize, usize)>) -> impl Strategy<Value = Order> {
        (prop::sample::select(pairs), 0_u64..6).prop_map(|((from, to), amount)| Order { from, to, amount })
    }

    fn orders() -> impl Strategy<Value = Vec<Order>> {
        prop::collection::vec(order_between(vec![(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]), 1..8)
    }

    fn orders_to_oneself_too() -> impl Strategy<Value = Vec<Order>> {
        let order = prop_oneof![
            2 => order_between(vec![(0, 0), (1, 1), (2, 2)]),
            1 => order_between(vec![(0, 1), (1, 2), (2, 0)]),
        ];
        prop::collection::vec(order, 1..6)
    }

    /// Fails unless the orders have the right results.
    fn expect_right(mut balances: Vec<u64>, orders: Vec<Order>) {
        for (done, Order { from, to, amount }) in make(balances.clone(), orders.clone()).into_iter().zip(orders) {
            let before = balances.clone();
            let made = balances[from] >= amount;
            if made {
                balances[from] -= amount;
                balances[to] += amount;
            }
            let call = format!("transfer(account {from}, account {to}, {amount}) with the balances {before:?}");
            let name = |made| if made { "Ok(())" } else { "Err(Insufficient)" };
            expect!(done.made == made, "{call} returned {}, and {} is right.", name(done.made), name(made));
            expect_eq!(done.balances, balances, "the balances after {call}");
        }
    }
}

kit::judge! {
    /// Any transfers between different accounts have the right results.
    #[cases(96)]
    fn any_transfers(balances in balances(), orders in orders()) {
        expect_right(balances, orders);
    }

    /// Amounts may be as large as a u64.
    fn large_amounts() {
        let order = |from, to, amount| Order { from, to, amount };
        let most = u64::MAX;
        expect_right(
            vec![most, 0, 0],
            vec![order(0, 1, 1), order(0, 1, most - 1), order(0, 2, 1), order(1, 2, most - 1), order(1, 0, 2), order(2, 0, most - 1)],
        );
        expect_right(vec![3, 5, 0], vec![order(0, 1, most - 5), order(0, 1, 4), order(0, 1, 3), order(0, 1, 1)]);
    }

    /// However many accounts there are, each is one of its own.
    fn many_accounts() {
        for accounts in [2, 257, 65_537] {
            expect_eq!(
                first_to_last(accounts),
                (true, 3, 7),
                "of {accounts} accounts with 5 in each: whether 2 went from the first one to the last one, and the balances of these two"
            );
        }
        expect_eq!(debug_form(), "Insufficient", "format!(\"{{:?}}\", Insufficient)");
    }

    /// A transfer to oneself is Ok if the balance suffices, and changes nothing.
    #[cases(64)]
    fn any_transfers_to_oneself(balances in balances(), orders in orders_to_oneself_too()) {
        expect_right(balances, orders);
    }
}
