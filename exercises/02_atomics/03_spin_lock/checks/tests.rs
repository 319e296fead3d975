//! The lock on real threads: what a model cannot see, because it follows only some thousand tries.

use kit::prelude::*;

kit::driver_only! {
    use spin_lock::SpinLockMutex;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
    use std::thread;
    use std::time::Duration;
}

kit::act! {
    /// So many threads add 1 so many times, by a load and a store under the lock; returns the sum.
    fn add_on_real_threads(threads: usize, times: usize) -> usize {
        let shared = Arc::new((SpinLockMutex::new(), AtomicUsize::new(0)));
        let adders: Vec<_> = (0..threads)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    for _ in 0..times {
                        shared.0.lock();
                        let seen = shared.1.load(Relaxed);
                        shared.1.store(seen + 1, Relaxed);
                        shared.0.unlock();
                    }
                })
            })
            .collect();
        adders.into_iter().for_each(|adder| adder.join().unwrap());
        shared.1.load(Relaxed)
    }

    /// Holds the lock for a while; returns whether another thread got in meanwhile.
    fn got_in_while_held() -> bool {
        let shared = Arc::new((SpinLockMutex::new(), AtomicBool::new(false)));
        shared.0.lock();
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || {
            theirs.0.lock();
            theirs.1.store(true, Relaxed);
            theirs.0.unlock();
        });
        // A right lock stays shut however long this is; it is long enough for millions of tries.
        thread::sleep(Duration::from_millis(400));
        let got_in = shared.1.load(Relaxed);
        shared.0.unlock();
        other.join().unwrap();
        got_in
    }
}

kit::judge! {
    /// Who finds the lock taken waits as long as it is taken.
    fn waits_as_long_as_it_takes() {
        expect!(
            !got_in_while_held(),
            "lock() returned although another thread still held the lock: it must not give up, however often it tried."
        );
    }

    /// Two threads that add under the lock lose nothing. Few times: on a machine with one free core, a fair lock costs a
    /// turn of the scheduler for each.
    fn nothing_is_lost() {
        expect_eq!(add_on_real_threads(2, 500), 1_000, "the sum of 2 threads that add 1 under the lock 500 times each");
    }
}
