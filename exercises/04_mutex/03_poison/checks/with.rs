//! A ledger in which nobody panics.

use kit::prelude::*;

kit::driver_only! {
    use poison::{Ledger, Poisoned};
    use std::cell::Cell;
    use std::rc::Rc;

    /// Neither `Clone` nor `Debug`, and it cannot leave its thread.
    struct Receipt(Rc<Cell<i64>>);

    fn ledger(entries: &[i64]) -> Ledger {
        let ledger = Ledger::new();
        let filled = ledger.with(|mine| mine.extend_from_slice(entries));
        assert!(filled == Ok(()), "with returned {filled:?} on a new ledger");
        ledger
    }
}

/// A ledger, seen from outside.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Seen {
    entries: Vec<i64>,
    total: i64,
    poisoned: bool,
}

kit::act! {
    /// A new ledger with these entries.
    fn fill(entries: Vec<i64>) -> Seen {
        let ledger = ledger(&entries);
        let (total, poisoned) = (ledger.total(), ledger.is_poisoned());
        Seen { entries: ledger.with(|mine| mine.clone()).unwrap(), total, poisoned }
    }

    /// The total after each of these has been pushed by a call of its own.
    fn push_one_by_one(entries: Vec<i64>) -> Vec<i64> {
        let ledger = Ledger::new();
        let push = |entry| {
            ledger.with(|mine| mine.push(entry)).unwrap();
            ledger.total()
        };
        entries.into_iter().map(push).collect()
    }

    /// `f` changes the entries and returns an `Err` of its own: what `with` returned, and the ledger.
    fn fail_without_panic() -> (Result<Result<u8, String>, String>, Seen) {
        let ledger = ledger(&[1, 2]);
        let result = ledger.with(|mine| {
            mine.push(3);
            Err("no panic".to_owned())
        });
        let result = result.map_err(|poisoned: Poisoned| format!("{poisoned:?}"));
        let (total, poisoned) = (ledger.total(), ledger.is_poisoned());
        (result, Seen { entries: ledger.with(|mine| mine.clone()).unwrap_or_default(), total, poisoned })
    }

    /// `f` can be called only once, borrows mutably from its caller, and returns what can neither be cloned nor sent.
    fn awkward_closure() -> i64 {
        let ledger = ledger(&[20, 22]);
        let mut calls = 0;
        let receipt = Receipt(Rc::new(Cell::new(0)));
        let count = &mut calls;
        let result = ledger.with(move |mine| {
            *count += 1;
            receipt.0.set(mine.iter().sum());
            receipt
        });
        let Ok(receipt) = result else { return -1 };
        let boxed: Box<dyn FnOnce(&mut Vec<i64>) -> Rc<i64>> = Box::new(|_| Rc::new(0));
        let zero = ledger.with(boxed).map_or(-1, |zero| *zero);
        receipt.0.get() * calls + zero
    }

    /// What `f` changes in one ledger, and what another one has then.
    fn two_ledgers() -> (i64, i64) {
        let (one, other) = (ledger(&[1]), ledger(&[2]));
        one.with(|mine| mine.push(10)).unwrap();
        (one.total(), other.total())
    }

    /// How many there are before and after repairing a ledger that is not poisoned, and what repair said.
    fn repair_good(entries: Vec<i64>) -> (usize, Seen) {
        let ledger = Ledger::new();
        for entry in &entries {
            ledger.with(|mine| mine.push(*entry)).unwrap();
        }
        let said = ledger.repair();
        let (total, poisoned) = (ledger.total(), ledger.is_poisoned());
        (said, Seen { entries: ledger.with(|mine| mine.clone()).unwrap(), total, poisoned })
    }
}

kit::judge_only! {
    fn good(entries: &[i64]) -> Seen {
        Seen { entries: entries.to_vec(), total: entries.iter().sum(), poisoned: false }
    }
}

kit::judge! {
    /// What f puts into the ledger is there afterwards.
    fn changes_stay() {
        for entries in [vec![], vec![7], vec![5, -3, 0, 40, -50]] {
            expect_eq!(fill(entries.clone()), good(&entries), "a new ledger to which `with` added {entries:?}");
        }
        expect_eq!(push_one_by_one(vec![5, -7, 3]), [5, -2, 1], "total() after each of 5, -7 and 3 was pushed in a `with` of its own");
        expect_eq!(two_ledgers(), (11, 2), "total() of a ledger with 1 and 10, and of another one with 2");
    }

    /// Whatever f returns, `with` returns it as `Ok`.
    fn returns_what_f_returned() {
        let (result, seen) = fail_without_panic();
        expect_eq!(result, Ok(Err("no panic".to_owned())), "with(f), where f returned Err(\"no panic\"): that is no panic");
        expect_eq!(seen, good(&[1, 2, 3]), "the ledger after f pushed 3 and returned an Err: that is no panic, so the change stays");
        expect_eq!(awkward_closure(), 42, "the sum that f, called once, put into what it returned");
    }

    /// Repairing what is not poisoned changes nothing.
    fn repair_leaves_good_entries() {
        for entries in [vec![], vec![7], vec![5, -3, 40]] {
            let (said, seen) = repair_good(entries.clone());
            expect_eq!(seen, good(&entries), "the entries {entries:?} after repair(), without any panic before");
            expect_eq!(said, entries.len(), "what repair() returned; the ledger had the entries {entries:?}, and there was no panic");
        }
    }
}
