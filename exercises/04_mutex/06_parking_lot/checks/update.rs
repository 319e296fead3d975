//! `try_update`: on a free lock, on one that stays taken, on one that becomes free, and after a panic.

use kit::prelude::*;

/// What a call of `try_update` did.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Did {
    said: bool,
    /// Whether `f` was called.
    called: bool,
    value: i64,
    /// Whether the lock was still taken afterwards.
    left_locked: bool,
}

kit::driver_only! {
    use parking_lot::Mutex;
    use parking_lot_exercise::try_update;
    use std::rc::Rc;
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::thread;
    use std::time::{Duration, Instant};

    /// How long the check waits for somebody who should have come back. Only wrong code ever lets it wait.
    const WATCHDOG: Duration = Duration::from_secs(3);

    fn long() -> Duration {
        Duration::from_secs(60)
    }
}

kit::act! {
    /// Adds `add` to a free mutex of `start`.
    fn update_free(start: i64, add: i64, within_ms: u64) -> Did {
        let m = Mutex::new(start);
        let mut called = false;
        let said = try_update(&m, Duration::from_millis(within_ms), |value| {
            called = true;
            *value += add;
        });
        let left_locked = m.is_locked();
        let value = if left_locked { start } else { *m.lock() };
        Did { said, called, value, left_locked }
    }

    /// Adds 1 so many times to the same mutex; how often it said yes, and the value.
    fn update_again(times: i64) -> (i64, i64) {
        let m = Mutex::new(0);
        let yes = (0..times).filter(|_| try_update(&m, long(), |value| *value += 1)).count();
        (yes as i64, m.into_inner())
    }

    /// Tries to add 1 to a mutex of 7 that somebody else holds all the time. None if it did not come back.
    fn update_taken(within_ms: u64) -> Option<Did> {
        let m: &'static Mutex<i64> = Box::leak(Box::new(Mutex::new(7)));
        let guard = m.lock();
        let (tell, hear) = mpsc::channel();
        thread::spawn(move || {
            let mut called = false;
            let said = try_update(m, Duration::from_millis(within_ms), |value| {
                called = true;
                *value += 1;
            });
            tell.send((said, called))
        });
        let (said, called) = hear.recv_timeout(WATCHDOG).ok()?;
        let value = *guard;
        drop(guard);
        Some(Did { said, called, value, left_locked: m.is_locked() })
    }

    /// Whether the mutex was locked while `f` ran, and whether `f` was given the value in the mutex itself.
    fn looks_inside() -> (bool, bool) {
        let m = Mutex::new(7);
        let place = m.data_ptr();
        let mut seen = (false, false);
        try_update(&m, long(), |value| seen = (m.try_lock().is_none(), std::ptr::eq(place, value)));
        seen
    }

    /// Calls with a closure that borrows, one that can be called only once, and one that must stay on its thread.
    fn awkward_closures() -> i64 {
        let m = Mutex::new(1);
        let text = String::from("four");
        let borrowed = &text;
        try_update(&m, long(), |value| *value += borrowed.len() as i64);
        let given_away = text;
        try_update(&m, long(), move |value| *value *= into_length(given_away));
        let stays = Rc::new(2);
        try_update(&m, long(), move |value| *value += *stays);
        m.into_inner()
    }

    /// Holds the lock until another thread's try_update has had time to try, or has come back; what it said. None if it
    /// did not come back.
    fn update_when_free() -> Option<(bool, i64)> {
        let m: &'static Mutex<i64> = Box::leak(Box::new(Mutex::new(7)));
        let guard = m.lock();
        let (tell, hear) = mpsc::channel();
        let (started, wait_for_start) = mpsc::channel();
        thread::spawn(move || {
            started.send(()).expect("the act waits for it");
            tell.send(try_update(m, long(), |value| *value += 1))
        });
        wait_for_start.recv().expect("the thread starts");
        // Who waits says nothing in this time, and who does not wait says no.
        let early = hear.recv_timeout(Duration::from_millis(60));
        drop(guard);
        let said = match early {
            Ok(said) => said,
            Err(RecvTimeoutError::Timeout) => hear.recv_timeout(WATCHDOG).ok()?,
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        let value = *m.try_lock_for(WATCHDOG)?;
        Some((said, value))
    }

    /// How long try_update waited for a lock that stays taken, in ms. Up to so many tries, until one is short enough:
    /// a busy machine may come late to one try, not to all.
    fn waited_for(within_ms: u64, short_enough_ms: u64, tries: u32) -> u64 {
        let m = Mutex::new(0);
        let _guard = m.lock();
        let begin = Instant::now();
        let mut shortest = u64::MAX;
        for _ in 0..tries {
            let start = Instant::now();
            thread::scope(|scope| {
                scope.spawn(|| try_update(&m, Duration::from_millis(within_ms), |_| {}));
            });
            shortest = shortest.min(start.elapsed().as_millis() as u64);
            if shortest <= short_enough_ms || begin.elapsed() > Duration::from_secs(5) {
                break;
            }
        }
        shortest
    }

    /// A panic in `f`, then another try; whether the lock was free in between, what the second try said, and the value.
    fn update_after_a_panic() -> (bool, bool, i64) {
        let m = Mutex::new(1);
        let _ = kit::catch(|| {
            try_update(&m, long(), |value| {
                *value = 50;
                panic!("f panics, as this check wants it to");
            })
        });
        let free = !m.is_locked();
        if !free {
            return (false, false, 0);
        }
        let said = try_update(&m, long(), |value| *value = 3);
        (free, said, m.into_inner())
    }
}

kit::driver_only! {
    fn into_length(text: String) -> i64 {
        text.len() as i64
    }
}

kit::judge! {
    /// A free mutex is updated.
    fn free_is_updated() {
        for (start, add) in [(1, 2), (40, -50), (0, 0)] {
            let did = update_free(start, add, 60_000);
            expect!(did.said && did.called, "try_update on a free mutex returned {}, and {} f.", did.said, if did.called { "called" } else { "did not call" });
            expect!(!did.left_locked, "try_update returned true, and the mutex was still locked: nobody else will ever get it.");
            expect_eq!(did.value, start + add, "the value {start} after try_update with a closure that adds {add}");
        }
        expect_eq!(update_again(50), (50, 50), "how often try_update returned true, of 50 times that it added 1 to 0, and the value then");
    }

    /// A mutex that stays taken is not updated.
    fn taken_is_not() {
        for within in [0, 20] {
            let Some(did) = update_taken(within) else {
                fail!("try_update with {within} ms did not come back while somebody else held the lock: it has to give up when the time is over.");
            };
            expect!(!did.said, "try_update returned true, although somebody else held the lock all the time.");
            expect!(!did.called, "try_update returned false, and yet it called f.");
            expect!(did.value == 7 && !did.left_locked, "try_update returned false, and yet the mutex has changed.");
        }
    }

    /// `f` runs under the lock, on the value itself.
    fn f_has_the_lock() {
        let (locked, itself) = looks_inside();
        expect!(locked, "While f ran, another thread could have got the lock: f has to run under it.");
        expect!(itself, "f was given a copy of the value: it has to change the one in the mutex.");
    }

    /// A free mutex is updated within no time.
    fn free_within_no_time() {
        let did = update_free(1, 1, 0);
        expect!(did.said && did.value == 2, "try_update with a time of zero returned {} on a free mutex: there was nothing to wait for.", did.said);
    }

    /// `f` may borrow, may be callable only once, and need not be Send.
    fn closures_of_any_kind() {
        expect_eq!(awkward_closures(), 22, "the value 1, after closures that add 4, multiply by 4 and add 2");
    }

    /// Who may wait for a minute gets a lock that is given back sooner.
    fn waits_for_its_turn() {
        // A thread that was stopped for long just before its try would find the lock free; not three times.
        for _ in 0..3 {
            let Some((said, value)) = update_when_free() else {
                fail!("try_update did not come back after the lock had been given back.");
            };
            expect!(said, "try_update was given a minute, and the lock was taken for a moment only, but it gave up and returned false.");
            expect_eq!(value, 8, "the value 7 after try_update had added 1");
        }
    }

    /// It waits for the time that it was given, not less, and not much more.
    fn waits_no_longer() {
        for (within, too_long) in [(100, 190), (200, 390)] {
            let waited = waited_for(within, too_long, 16);
            expect!(waited + 2 >= within, "try_update was given {within} ms for a lock that stayed taken, and gave up before they were over.");
            expect!(waited <= too_long, "try_update was given {within} ms for a lock that stayed taken, and came back much later.");
        }
    }

    /// After a panic in `f` the lock is free and works as before.
    fn a_panic_frees_the_lock() {
        let (free, said, value) = update_after_a_panic();
        expect!(free, "f panicked, and the mutex was still locked afterwards: nobody else will ever get it.");
        expect!(said, "After a panic in f, the next try_update returned false, although the mutex was free.");
        expect_eq!(value, 3, "the value after a panic in f, and a try_update that sets it to 3");
    }
}
