//! The sums, for no thread at all up to many.

use kit::prelude::*;

kit::act! {
    /// Counts with `n_max` threads.
    fn count_up(n_max: usize) -> usize {
        counter::count_up(n_max)
    }
}

kit::judge! {
    /// `count_up(n)` adds up to n * (n - 1) / 2.
    fn counts_up() {
        for n in [0, 1, 2, 3, 7, 40] {
            expect_eq!(count_up(n), n * n.saturating_sub(1) / 2, "count_up({n})");
        }
    }
}
