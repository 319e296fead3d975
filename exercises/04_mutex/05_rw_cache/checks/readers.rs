//! Readers that wait for each other inside `read`.

use kit::prelude::*;

kit::driver_only! {
    use rw_cache::Cache;
    use std::thread;

    /// So many threads are in `read` until all are; for each whether all came, and how many entries it saw meanwhile.
    fn meet(cache: &Cache<usize, String>, readers: usize) -> Vec<(bool, usize)> {
        let gate = &kit::Gate::new(readers);
        thread::scope(|scope| {
            let inside = |_| scope.spawn(move || cache.read(|map| (gate.wait(), map.len())));
            let threads: Vec<_> = (0..readers).map(inside).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        })
    }

    fn fill(cache: &Cache<usize, String>, entries: usize) {
        for key in 0..entries {
            cache.get_or_insert_with(key, || key.to_string());
        }
    }
}

kit::act! {
    /// A meeting in a cache with so many entries.
    fn readers_meet(readers: usize, entries: usize) -> Vec<(bool, usize)> {
        let cache = Cache::new();
        fill(&cache, entries);
        meet(&cache, readers)
    }

    /// A second meeting in the same cache, after more entries were made.
    fn readers_meet_again(readers: usize, entries: usize) -> Vec<(bool, usize)> {
        let cache = Cache::new();
        meet(&cache, readers);
        fill(&cache, entries);
        meet(&cache, readers)
    }
}

kit::judge_only! {
    fn expect_met(seen: Vec<(bool, usize)>, readers: usize, entries: usize, when: &str) {
        let met = seen.iter().filter(|(met, _)| *met).count();
        expect!(
            met == readers,
            "{readers} threads called read{when}, and each waited inside until all were there: they never met. A reader keeps another one out."
        );
        for (_, len) in seen {
            expect_eq!(len, entries, "how many of {entries} entries a reader saw while {readers} of them were in read{when}");
        }
    }
}

kit::judge! {
    /// Two readers are inside at the same time.
    fn two_meet() {
        expect_met(readers_meet(2, 3), 2, 3, "");
    }

    /// So are nine, in a new cache.
    fn nine_meet() {
        expect_met(readers_meet(9, 0), 9, 0, "");
    }

    /// And again, after something was inserted.
    fn they_meet_again() {
        expect_met(readers_meet_again(3, 20), 3, 20, " for the second time, after inserting");
    }
}
