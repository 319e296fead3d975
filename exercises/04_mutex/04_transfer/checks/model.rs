//! Transfers that threads make at the same time, in every order.

use kit::prelude::*;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use transfer::{Account, Insufficient, transfer};

/// Accounts A, B and C.
struct Bank(Arc<[Account; 3]>);

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;

impl Bank {
    fn new(a: u64, b: u64, c: u64) -> Bank {
        Bank(Arc::new([
            Account::new(a),
            Account::new(b),
            Account::new(c),
        ]))
    }

    /// Whether the transfer was made.
    fn transfer(&self, from: usize, to: usize, amount: u64) -> bool {
        transfer(&self.0[from], &self.0[to], amount) != Err(Insufficient)
    }

    /// The same on a thread of its own.
    fn spawn_transfer(&self, from: usize, to: usize, amount: u64) -> JoinHandle<bool> {
        let bank = Bank(Arc::clone(&self.0));
        thread::spawn(move || bank.transfer(from, to, amount))
    }

    fn balances(&self) -> [u64; 3] {
        [A, B, C].map(|account| self.0[account].balance())
    }
}

/// What is said about a transfer that has to be made, and was refused.
const REFUSED: &str = "returned Err(Insufficient), although there was enough money at any time";

/// Opposite transfers between two accounts that both have enough.
fn opposite_between(one: usize, other: usize) {
    let names = ["A", "B", "C"];
    let (from, to) = (names[one], names[other]);
    let bank = Bank::new(1, 1, 1);
    let there = bank.spawn_transfer(one, other, 1);
    let back = bank.transfer(other, one, 1);
    let there = there.join().unwrap();
    expect!(
        there,
        "A transfer of 1 from {from} to {to}, beside one from {to} to {from}, {REFUSED}."
    );
    expect!(
        back,
        "A transfer of 1 from {to} to {from}, beside one from {from} to {to}, {REFUSED}."
    );
    expect_eq!(
        bank.balances(),
        [1, 1, 1],
        "the balances of A, B, C, before 1 each, after 1 went from {from} to {to} and 1 back at once"
    );
}

kit::model! {
    /// A transfer by one thread comes to an end.
    fn one_transfer() {
        Bank::new(1, 0, 0).transfer(A, B, 1);
    }

    /// A transfer that is refused comes to an end.
    fn one_refusal() {
        let bank = Bank::new(0, 0, 0);
        bank.transfer(A, B, 1);
        bank.balances();
    }

    /// A transfer to oneself comes to an end, made or refused.
    fn to_oneself() {
        let bank = Bank::new(1, 0, 0);
        bank.transfer(A, A, 1);
        bank.transfer(A, A, 2);
        bank.balances();
    }

    /// Of two who want the last coin one gets it.
    fn two_take_the_last() {
        let bank = Bank::new(1, 0, 0);
        let other = bank.spawn_transfer(A, B, 1);
        let to_c = bank.transfer(A, C, 1);
        let to_b = other.join().unwrap();
        let made = usize::from(to_b) + usize::from(to_c);
        expect!(made == 1, "Account A had 1, and of two transfers of 1 from it, made at once, {made} returned Ok.");
        expect_eq!(
            bank.balances(),
            [0, u64::from(to_b), u64::from(to_c)],
            "the balances of A, B, C, before 1, 0, 0, after one transfer of 1 from A was made and one was refused"
        );
    }

    /// Of two who take from an account with enough for both, each gets it.
    fn two_take_enough() {
        let bank = Bank::new(2, 0, 0);
        let other = bank.spawn_transfer(A, B, 1);
        let to_c = bank.transfer(A, C, 1);
        let to_b = other.join().unwrap();
        expect!(to_b && to_c, "Account A had 2, and one of two transfers of 1 from it, made at once, {REFUSED}.");
        expect_eq!(bank.balances(), [0, 1, 1], "the balances of A, B, C, before 2, 0, 0, after two transfers of 1 from A at once");
    }

    /// Of two who give to the same account, both have given.
    fn two_give() {
        let bank = Bank::new(0, 1, 1);
        let other = bank.spawn_transfer(B, A, 1);
        let from_c = bank.transfer(C, A, 1);
        let from_b = other.join().unwrap();
        expect!(from_b && from_c, "One of two transfers of 1 to the same account, made at once, {REFUSED}.");
        expect_eq!(bank.balances(), [2, 0, 0], "the balances of A, B, C, before 0, 1, 1, after two transfers of 1 to A at once");
    }

    /// Money that is not there cannot be passed on.
    fn nothing_to_pass_on() {
        let bank = Bank::new(0, 0, 0);
        let other = bank.spawn_transfer(A, B, 1);
        let passed_on = bank.transfer(B, C, 1);
        let given = other.join().unwrap();
        expect!(
            !given && !passed_on,
            "There was no money in A, B and C. While one thread tried to move 1 from A to B, another one moved 1 from B to C: this money appeared from nowhere."
        );
        expect_eq!(bank.balances(), [0, 0, 0], "the balances of A, B, C, before 0, 0, 0, after two transfers that were refused");
    }

    /// Two opposite transfers at once come to an end.
    fn opposite() {
        let bank = Bank::new(1, 1, 0);
        let other = bank.spawn_transfer(A, B, 1);
        bank.transfer(B, A, 1);
        other.join().unwrap();
        bank.balances();
    }

    /// Two opposite transfers at once come to an end, also if one is refused, or comes too early.
    fn opposite_and_refused() {
        let bank = Bank::new(1, 0, 0);
        let other = bank.spawn_transfer(A, B, 1);
        bank.transfer(B, A, 1);
        other.join().unwrap();
        bank.balances();
    }

    /// Two opposite transfers at once are both made.
    fn opposite_first_and_second() {
        opposite_between(A, B);
    }

    /// Of two opposite transfers at once only the one for which there is no money may be refused.
    fn opposite_with_money_for_one() {
        let bank = Bank::new(1, 0, 0);
        let other = bank.spawn_transfer(A, B, 1);
        let back = bank.transfer(B, A, 1);
        let there = other.join().unwrap();
        expect!(there, "A transfer of 1 from A, which had 1, {REFUSED}.");
        expect_eq!(
            bank.balances(),
            if back { [1, 0, 0] } else { [0, 1, 0] },
            "the balances of A, B, C, before 1, 0, 0, after 1 went to B at once with an opposite transfer that {}",
            if back { "was made too" } else { "was refused" }
        );
    }

    /// Opposite transfers between the first and the third account.
    fn opposite_first_and_third() {
        opposite_between(A, C);
    }

    /// Opposite transfers between the second and the third account.
    fn opposite_second_and_third() {
        opposite_between(B, C);
    }

    /// Accounts that two threads open at once are two accounts.
    fn opened_at_once() {
        let other = thread::spawn(|| Account::new(1));
        let mine = Account::new(0);
        let theirs = other.join().unwrap();
        let bank = Bank(Arc::new([theirs, mine, Account::new(0)]));
        bank.transfer(A, B, 1);
        expect_eq!(bank.balances(), [0, 1, 0], "the balances of A, B, C, before 1, 0, 0, after 1 went from A to B; two threads had opened A and B at once");
    }

    /// Whoever transfers to himself undoes nobody else's transfer.
    fn to_oneself_beside_another() {
        let bank = Bank::new(1, 1, 0);
        let other = bank.spawn_transfer(A, A, 1);
        let from_b = bank.transfer(B, A, 1);
        let same = other.join().unwrap();
        expect!(same && from_b, "A transfer of 1 from A to itself, beside one from B to A, or the one from B, {REFUSED}.");
        expect_eq!(bank.balances(), [2, 0, 0], "the balances of A, B, C, before 1, 1, 0, after 1 went from A to A and 1 from B to A at once");
    }

    /// Three transfers at once, in a ring.
    fn in_a_ring() {
        let bank = Bank::new(1, 1, 1);
        let others = [bank.spawn_transfer(A, B, 1), bank.spawn_transfer(B, C, 1)];
        let mine = bank.transfer(C, A, 1);
        let others = others.map(|other| other.join().unwrap());
        expect!(others == [true, true] && mine, "One of three transfers of 1, from A to B, from B to C and from C to A, {REFUSED}.");
        expect_eq!(bank.balances(), [1, 1, 1], "the balances of A, B, C, before 1 each, after 1 went from each to the next one");
    }
}
