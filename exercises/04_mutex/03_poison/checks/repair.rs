//! What `repair` puts back, whatever the panic left behind.

use kit::prelude::*;

/// A repaired ledger.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Repaired {
    /// What `repair` returned, or the text of its panic.
    said: Result<usize, String>,
    poisoned: bool,
    with: Result<Vec<i64>, String>,
}

kit::driver_only! {
    use poison::Ledger;

    fn repaired(ledger: &Ledger) -> Repaired {
        let said = kit::catch(|| ledger.repair());
        let poisoned = ledger.is_poisoned();
        let with = ledger.with(|mine| mine.clone()).map_err(|error| format!("{error:?}"));
        Repaired { said, poisoned, with }
    }

    /// Makes the entries `broken` and panics.
    fn break_it(ledger: &Ledger, broken: Vec<i64>) {
        let _ = kit::catch(|| {
            ledger.with(|mine| {
                *mine = broken;
                panic!("in the middle of a change");
            })
        });
    }
}

kit::act! {
    /// Repairs after a change that made the entries `broken` and then panicked.
    fn break_and_repair(good: Vec<i64>, broken: Vec<i64>) -> Repaired {
        let ledger = Ledger::new();
        for entry in good {
            ledger.with(|mine| mine.push(entry)).unwrap();
        }
        break_it(&ledger, broken);
        repaired(&ledger)
    }

    /// Repairs it twice, with and without a good change in between.
    fn repair_twice(change_between: bool) -> Repaired {
        let ledger = Ledger::new();
        ledger.with(|mine| mine.extend([1, 2])).unwrap();
        break_it(&ledger, vec![]);
        ledger.repair();
        if change_between {
            let _ = ledger.with(|mine| mine.push(3));
        }
        repaired(&ledger)
    }

    /// A repaired ledger that breaks again.
    fn break_again() -> Repaired {
        let ledger = Ledger::new();
        ledger.with(|mine| mine.extend([1, 2])).unwrap();
        break_it(&ledger, vec![]);
        ledger.repair();
        let _ = ledger.with(|mine| mine.push(3));
        break_it(&ledger, vec![4, 5, 6, 7]);
        repaired(&ledger)
    }
}

kit::judge_only! {
    fn good(entries: &[i64]) -> Repaired {
        Repaired { said: Ok(entries.len()), poisoned: false, with: Ok(entries.to_vec()) }
    }

    fn expect_repaired(got: Repaired, entries: &[i64], when: String) {
        let said = match got.said {
            Ok(said) => said,
            Err(message) => fail!("repair() panicked, {when}. It said: {message}"),
        };
        expect!(!got.poisoned, "is_poisoned() is still true after repair(), {when}.");
        expect_eq!(got.with, good(entries).with, "the entries after repair(), {when}");
        expect_eq!(said, entries.len(), "what repair() returned, {when}");
    }
}

kit::judge! {
    /// The entries are again what they were before the call that failed.
    fn puts_everything_back() {
        for entries in [vec![], vec![1, 2, 3], vec![7, -7]] {
            for broken in [vec![1, 2, 3, 999], vec![], vec![1], vec![3, 2, 1], vec![-7, 8], vec![0; 40]] {
                let got = break_and_repair(entries.clone(), broken.clone());
                expect_repaired(got, &entries, format!("when f had made {entries:?} into {broken:?} and had panicked"));
            }
        }
    }

    /// What is repaired is a good ledger.
    fn good_as_new() {
        expect_repaired(repair_twice(false), &[1, 2], "called twice on the entries [1, 2]".to_owned());
        expect_repaired(repair_twice(true), &[1, 2, 3], "called once, then 3 was pushed to [1, 2], then called again".to_owned());
        expect_repaired(break_again(), &[1, 2, 3], "for the second time; before the second panic the entries were [1, 2, 3]".to_owned());
    }
}
