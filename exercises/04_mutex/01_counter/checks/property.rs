//! Any counter, any number of threads.

use kit::prelude::*;

kit::driver_only! {
    use std::sync::{Arc, Mutex};
}

kit::act! {
    /// What a counter that says `start` says after `count_into(&counter, first)` and `count_into(&counter, second)`.
    fn count_on(start: usize, first: usize, second: usize) -> usize {
        let counter = Arc::new(Mutex::new(start));
        counter::count_into(&counter, first);
        counter::count_into(&counter, second);
        let count = *counter.lock().unwrap();
        count
    }
}

kit::judge! {
    /// `count_into` adds n_max * (n_max - 1) / 2 to whatever the counter says, again and again.
    #[cases(64)]
    fn adds_to_any_start(start in 0usize..1000, first in 0usize..16, second in 0usize..16) {
        let sum = |n_max: usize| n_max * n_max.saturating_sub(1) / 2;
        expect_eq!(
            count_on(start, first, second),
            start + sum(first) + sum(second),
            "the counter, at first {start}, after count_into(&counter, {first}) and count_into(&counter, {second})"
        );
    }
}
