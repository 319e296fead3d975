//! Values in and out of the mutex, on one thread, and on real threads what a model cannot see.

use kit::prelude::*;

/// Where a panic strikes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Panics {
    OnThisThread,
    OnAThread,
    UnderTryLock,
}

kit::driver_only! {
    use spin_mutex::SpinMutex;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
    use std::thread;
    use std::time::Duration;

    /// Counts how often it is dropped.
    struct CountsDrops(Arc<AtomicUsize>);

    impl Drop for CountsDrops {
        fn drop(&mut self) {
            self.0.fetch_add(1, Relaxed);
        }
    }
}

kit::act! {
    /// Reads, writes through the guard, reads again.
    fn read_write_read(first: String, more: String) -> (String, String) {
        let mutex = SpinMutex::new(first);
        let mut guard = mutex.lock();
        let before = String::clone(&guard);
        guard.push_str(&more);
        let after = guard.as_str().to_owned();
        (before, after)
    }

    /// What `into_inner` returns after a change under the lock.
    fn taken_apart(first: Vec<u8>, more: u8) -> Vec<u8> {
        let mutex = SpinMutex::new(first.into_boxed_slice());
        let mut guard = mutex.lock();
        let mut longer = guard.to_vec();
        longer.push(more);
        *guard = longer.into_boxed_slice();
        drop(guard);
        mutex.into_inner().into_vec()
    }

    /// How often the value has been dropped: when a guard is gone, when the mutex is gone.
    fn drops_with_the_mutex() -> (usize, usize) {
        let drops = Arc::default();
        let mutex = SpinMutex::new(CountsDrops(Arc::clone(&drops)));
        drop(mutex.lock());
        let early = drops.load(Relaxed);
        drop(mutex);
        (early, drops.load(Relaxed))
    }

    /// How often the value has been dropped: when `into_inner` has returned it, when it is gone.
    fn drops_after_into_inner() -> (usize, usize) {
        let drops = Arc::default();
        let mutex = SpinMutex::new(CountsDrops(Arc::clone(&drops)));
        let value = mutex.into_inner();
        let early = drops.load(Relaxed);
        drop(value);
        (early, drops.load(Relaxed))
    }

    /// Locks so many times, one guard after the other, and adds 1 each time.
    fn lock_again(times: usize) -> usize {
        let mutex = SpinMutex::new(0);
        for _ in 0..times {
            *mutex.lock() += 1;
        }
        let sum = *mutex.lock();
        sum
    }

    /// Does `try_lock` get in when a guard of `lock` has been dropped? `None` if it never does, so that it cannot tell.
    fn gets_in_after_a_drop() -> Option<bool> {
        if !kit::catch(|| SpinMutex::new(0).try_lock().is_some()).unwrap_or(false) {
            return None;
        }
        let mutex = SpinMutex::new(0);
        drop(mutex.lock());
        Some(mutex.try_lock().is_some())
    }

    /// A panic while the value is locked: does `try_lock` get in afterwards? `None` if it never does, so that it cannot
    /// tell.
    fn gets_in_after_a_panic(how: Panics) -> Option<bool> {
        if !kit::catch(|| SpinMutex::new(0).try_lock().is_some()).unwrap_or(false) {
            return None;
        }
        let mutex = Arc::new(SpinMutex::new(1));
        let theirs = Arc::clone(&mutex);
        let panics = move || {
            let guard = match how {
                Panics::UnderTryLock => theirs.try_lock(),
                _ => Some(theirs.lock()),
            };
            if let Some(mut guard) = guard {
                *guard += 1;
                panic!("under the lock");
            }
        };
        if let Panics::OnAThread = how {
            let _ = thread::spawn(panics).join();
        } else {
            let _ = kit::catch(panics);
        }
        Some(mutex.try_lock().is_some())
    }

    /// The value after a change and a panic under the lock.
    fn value_after_a_panic() -> i32 {
        let mutex = Arc::new(SpinMutex::new(1));
        let theirs = Arc::clone(&mutex);
        let _ = kit::catch(move || {
            let mut guard = theirs.lock();
            *guard += 1;
            panic!("after the change");
        });
        let value = *mutex.lock();
        value
    }

    /// Holds the lock for a while; returns whether another thread got in meanwhile.
    fn got_in_while_held() -> bool {
        let shared = Arc::new((SpinMutex::new(0), AtomicBool::new(false)));
        let guard = shared.0.lock();
        let theirs = Arc::clone(&shared);
        let other = thread::spawn(move || {
            let _guard = theirs.0.lock();
            theirs.1.store(true, Relaxed);
        });
        // A right lock stays shut however long this is; it is long enough for millions of tries.
        thread::sleep(Duration::from_millis(400));
        let got_in = shared.1.load(Relaxed);
        drop(guard);
        other.join().unwrap();
        got_in
    }

    /// So many threads add 1 so many times, by a load and a store under the lock; returns the sum.
    fn add_on_real_threads(threads: usize, times: usize) -> usize {
        let counter = SpinMutex::new(AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    for _ in 0..times {
                        let guard = counter.lock();
                        let seen = guard.load(Relaxed);
                        guard.store(seen + 1, Relaxed);
                    }
                });
            }
        });
        counter.into_inner().into_inner()
    }
}

kit::judge! {
    /// The guard is a reference to the value, for reading and for writing.
    fn guard_reads_and_writes() {
        let (before, after) = read_write_read("spin".to_owned(), "ning".to_owned());
        expect_eq!(before, "spin", "the value that a guard of SpinMutex::new(\"spin\") reads");
        expect_eq!(after, "spinning", "the value after guard.push_str(\"ning\")");
    }

    /// into_inner returns the value as it was left.
    fn into_inner_returns_the_value() {
        expect_eq!(taken_apart(vec![1, 2], 3), [1, 2, 3], "into_inner() of a mutex with [1, 2], to which 3 was added under the lock");
        expect_eq!(taken_apart(vec![], 9), [9], "into_inner() of a mutex with [], to which 9 was added under the lock");
    }

    /// The value is dropped once, by the mutex or by who took it out.
    fn drops_once() {
        let (early, late) = drops_with_the_mutex();
        expect_eq!(early, 0, "how often the value has been dropped when a guard has been dropped");
        expect_eq!(late, 1, "how often the value has been dropped when the mutex has been dropped");
        let (early, late) = drops_after_into_inner();
        expect_eq!(early, 0, "how often the value has been dropped when into_inner() has just returned it");
        expect_eq!(late, 1, "how often the value has been dropped when the one that into_inner() returned has been dropped");
    }

    /// A dropped guard gives the lock back.
    fn locks_again() {
        expect!(
            gets_in_after_a_drop() != Some(false),
            "A guard of lock() has been dropped, and the lock is still taken: the guard's drop has to unlock."
        );
        for times in [1, 2, 5] {
            expect_eq!(lock_again(times), times, "the value after `*mutex.lock() += 1;`, {times} times");
        }
    }

    /// A panic under the lock gives it back too.
    fn a_panic_unlocks() {
        for (how, whose) in [
            (Panics::OnThisThread, "a guard of lock()"),
            (Panics::OnAThread, "a guard of lock() on another thread"),
            (Panics::UnderTryLock, "a guard of try_lock()"),
        ] {
            expect!(
                gets_in_after_a_panic(how) != Some(false),
                "A panic unwound through {whose}, and the lock is still taken: the guard's drop has to unlock then too."
            );
        }
        expect_eq!(value_after_a_panic(), 2, "the value, 1 at first, after `*guard += 1` and a panic under the lock");
    }

    /// Who finds the lock taken waits as long as it is taken.
    fn waits_as_long_as_it_takes() {
        expect!(
            !got_in_while_held(),
            "lock() returned although another thread still held the guard: it must not give up, however often it tried."
        );
    }

    /// Threads that add under the lock lose nothing. Few times: on a machine with one free core, a fair lock costs a
    /// turn of the scheduler for each.
    fn nothing_is_lost() {
        expect_eq!(add_on_real_threads(2, 500), 1_000, "the sum of 2 threads that add 1 under the lock 500 times each");
    }
}
