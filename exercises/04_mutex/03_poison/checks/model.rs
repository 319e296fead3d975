//! Threads that share a ledger, in every order.

use kit::prelude::*;
use poison::Ledger;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// What a change that panics leaves in the ledger.
const BROKEN: i64 = 999;

fn ledger(entries: &[i64]) -> Arc<Ledger> {
    let ledger = Ledger::new();
    let filled = ledger.with(|mine| mine.extend_from_slice(entries));
    expect!(
        filled.is_ok(),
        "with(f) returned Err(Poisoned) on a new ledger."
    );
    Arc::new(ledger)
}

/// A change that panics when half of it is done.
fn break_it(ledger: &Ledger) {
    let _ = kit::catch(|| {
        ledger.with(|mine| {
            mine.insert(0, BROKEN);
            panic!("in the middle of a change");
        })
    });
}

/// The entries, if `with` gives them; fails if they are broken.
fn look(ledger: &Ledger) -> Option<Vec<i64>> {
    let entries = ledger.with(|mine| mine.clone()).ok()?;
    expect!(
        !entries.contains(&BROKEN),
        "with(f) called f with entries that a panic had left half changed: {entries:?}"
    );
    Some(entries)
}

kit::model! {
    /// Of two changes at once, none is lost.
    fn changes_at_once() {
        let ledger = ledger(&[]);
        let theirs = Arc::clone(&ledger);
        let add = |ledger: &Ledger, entry| {
            let done = ledger.with(|mine| mine.push(entry));
            expect!(done.is_ok(), "with(f) returned Err(Poisoned) although nobody had panicked.");
        };
        let other = thread::spawn(move || add(&theirs, 20));
        add(&ledger, 1);
        other.join().unwrap();
        let total = ledger.total();
        let mut entries = ledger.with(|mine| mine.clone()).unwrap_or_default();
        entries.sort();
        expect!(
            entries == [1, 20],
            "Two threads added 1 and 20 to an empty ledger at once, and afterwards it has the entries {entries:?}."
        );
        expect_eq!(total, 21, "total() after two threads had added 1 and 20 at once");
    }

    /// total() sees a change as a whole or not at all.
    fn total_beside_a_change() {
        let ledger = ledger(&[5]);
        let theirs = Arc::clone(&ledger);
        let other = thread::spawn(move || {
            let half_done = AtomicBool::new(false);
            let _ = theirs.with(|mine| {
                mine.push(30);
                half_done.store(true, Ordering::SeqCst);
                mine.push(-30);
            });
        });
        let total = ledger.total();
        other.join().unwrap();
        expect!(
            total == 5,
            "The entries were [5], and f added 30 and -30 in one `with`: total() has to be 5 at any time, but a thread got {total}."
        );
        expect_eq!(ledger.total(), 5, "total() of the entries [5, 30, -30]");
    }

    /// A change that panics, beside one that does not.
    fn panic_beside_a_change() {
        let ledger = ledger(&[5]);
        let theirs = Arc::clone(&ledger);
        let other = thread::spawn(move || break_it(&theirs));
        let saw = ledger.with(|mine| {
            let saw = mine.clone();
            mine.push(10);
            saw
        });
        expect!(
            saw.as_ref().is_ok_and(|entries| *entries == [5]) || saw.is_err(),
            "While one thread panicked in `with`, another one's f got the entries {saw:?}; only [5] was ever good."
        );
        let right = if saw.is_ok() { 15 } else { 5 };
        let total = ledger.total();
        expect_eq!(total, right, "total() beside a change that panicked; of the other changes, to [5], with(f) returned {saw:?}");
        other.join().unwrap();
        expect!(ledger.is_poisoned(), "A thread panicked in `with`, and is_poisoned() is false afterwards.");
        expect_eq!(ledger.total(), right, "total() after a change that panicked");
        ledger.repair();
        expect_eq!(look(&ledger).map(|entries| entries.iter().sum()), Some(right), "the sum of the entries after repair()");
    }

    /// While one thread repairs, another one gets at good entries or at none.
    fn change_beside_repair() {
        let ledger = ledger(&[5]);
        break_it(&ledger);
        let theirs = Arc::clone(&ledger);
        let other = thread::spawn(move || theirs.repair());
        let done = ledger.with(|mine| {
            let saw = mine.clone();
            mine.push(10);
            saw
        });
        if let Ok(saw) = &done {
            expect_eq!(*saw, [5], "the entries that f got while another thread called repair()");
        }
        let total = ledger.total();
        let right = if done.is_ok() { 15 } else { 5 };
        expect_eq!(total, right, "total() while another thread called repair(); of the change, to [5], with(f) returned {done:?}");
        other.join().unwrap();
        expect_eq!(look(&ledger).map(|entries| entries.iter().sum()), Some(right), "the sum of the entries after repair()");
    }

    /// Two threads repair, and one goes on at once.
    fn two_repairs() {
        let ledger = ledger(&[5]);
        break_it(&ledger);
        let theirs = Arc::clone(&ledger);
        let other = thread::spawn(move || theirs.repair());
        ledger.repair();
        let done = ledger.with(|mine| mine.push(10)).is_ok();
        expect!(done, "with(f) returned Err(Poisoned) after repair() had returned, and nobody had panicked since.");
        break_it(&ledger);
        other.join().unwrap();
        look(&ledger);
        ledger.repair();
        expect_eq!(look(&ledger), Some(vec![5, 10]), "the entries after two threads had called repair(), one had pushed 10, and then failed");
    }
}
