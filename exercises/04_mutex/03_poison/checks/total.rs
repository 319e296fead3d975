//! What `total` says while the ledger is poisoned.

use kit::prelude::*;

kit::driver_only! {
    use poison::Ledger;
}

kit::act! {
    /// total() before, and three times after, a change that made the entries `broken` and then panicked.
    fn totals(good: Vec<i64>, broken: Vec<i64>) -> (i64, Vec<Result<i64, String>>) {
        let ledger = Ledger::new();
        for entry in good {
            ledger.with(|mine| mine.push(entry)).unwrap();
        }
        let before = ledger.total();
        let _ = kit::catch(|| {
            ledger.with(|mine| {
                *mine = broken;
                panic!("in the middle of a change");
            })
        });
        let total = || kit::catch(|| ledger.total());
        let mut after = vec![total()];
        let _ = ledger.with(|mine| mine.push(1000));
        after.extend([total(), total()]);
        (before, after)
    }
}

kit::judge! {
    /// While the ledger is poisoned, total() is the sum before the call that failed.
    fn total_while_poisoned() {
        for good in [vec![], vec![1, 2, 3], vec![-5]] {
            for broken in [vec![], vec![1, 2, 3, 999], vec![1], vec![-7, 8]] {
                let sum: i64 = good.iter().sum();
                let (before, after) = totals(good.clone(), broken.clone());
                expect_eq!(before, sum, "total() of the entries {good:?}");
                for total in after {
                    let total = match total {
                        Ok(total) => total,
                        Err(message) => fail!("total() panicked on a poisoned ledger. It said: {message}"),
                    };
                    expect_eq!(total, sum, "total() after f had made the entries {good:?} into {broken:?} and had panicked");
                }
            }
        }
    }
}
