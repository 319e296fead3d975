//! The sums, for no thread at all up to many.

use kit::prelude::*;

kit::driver_only! {
    use std::thread;
}

kit::act! {
    /// Counts with `n_max` threads.
    fn count_up(n_max: usize) -> usize {
        counter::count_up(n_max)
    }

    /// The sums that several callers get who call `count_up(n_max)` again and again at the same time.
    fn count_up_at_once(n_max: usize) -> Vec<usize> {
        let start = kit::Gate::new(4);
        let call = || {
            start.wait();
            Vec::from_iter((0..25).map(|_| counter::count_up(n_max)))
        };
        thread::scope(|scope| {
            let callers = [(); 4].map(|()| scope.spawn(call));
            callers.map(|caller| caller.join().unwrap()).concat()
        })
    }
}

kit::judge! {
    /// `count_up(n)` adds up to n * (n - 1) / 2.
    fn counts_up() {
        for n in [0, 1, 2, 3, 7, 40] {
            expect_eq!(count_up(n), n * n.saturating_sub(1) / 2, "count_up({n})");
        }
        // How many go wrong is chance, so it is not told.
        expect!(
            count_up_at_once(6) == [15; 100],
            "Four threads called count_up(6) at the same time, and one of them did not get 15: each call needs a counter of its own."
        );
    }
}
