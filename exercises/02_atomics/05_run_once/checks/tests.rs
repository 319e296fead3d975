//! One caller after the other, and on real threads what a model cannot see.

use kit::prelude::*;

kit::driver_only! {
    use run_once::RunOnce;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::thread;
    use std::time::Duration;
}

/// Where things stood around one call.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Around {
    done_before: bool,
    ran: bool,
    done_after: bool,
}

kit::act! {
    /// Which of so many calls, one after the other, ran their closure.
    fn which_ran(calls: usize) -> Vec<usize> {
        let once = RunOnce::new();
        let mut ran = Vec::new();
        for call in 1..=calls {
            once.call_once(|| ran.push(call));
        }
        ran
    }

    /// Around each of so many calls on one `RunOnce`.
    fn around(calls: usize) -> Vec<Around> {
        let once = RunOnce::new();
        (0..calls)
            .map(|_| {
                let done_before = once.is_done();
                let mut ran = false;
                once.call_once(|| ran = true);
                Around { done_before, ran, done_after: once.is_done() }
            })
            .collect()
    }

    /// What `is_done` says, asked so many times before any call.
    fn done_at_first(times: usize) -> Vec<bool> {
        let once = RunOnce::new();
        (0..times).map(|_| once.is_done()).collect()
    }

    /// Calls the first of two: is the other one done, and does it run its own closure?
    fn two_of_them() -> (bool, bool) {
        let (one, other) = (RunOnce::new(), RunOnce::new());
        one.call_once(|| ());
        let other_done = other.is_done();
        let mut ran = false;
        other.call_once(|| ran = true);
        (other_done, ran)
    }

    /// One thread's closure takes a while; what had it done when another thread's call returned?
    fn seen_by_the_second() -> usize {
        let shared = Arc::new((RunOnce::new(), AtomicUsize::new(0)));
        let first = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                shared.0.call_once(|| {
                    shared.1.store(1, SeqCst);
                    // A right call waits however long this is; it is long enough for millions of tries.
                    thread::sleep(Duration::from_millis(400));
                    shared.1.store(2, SeqCst);
                });
            })
        };
        while shared.1.load(SeqCst) == 0 && !first.is_finished() {
            thread::yield_now();
        }
        shared.0.call_once(|| ());
        let seen = shared.1.load(SeqCst);
        let _ = first.join();
        seen
    }

    /// How many of these threads ran their closure, for so many `RunOnce` one after the other.
    fn runs_on_real_threads(threads: usize, rounds: usize) -> Vec<usize> {
        (0..rounds)
            .map(|_| {
                let (once, ran) = (RunOnce::new(), AtomicUsize::new(0));
                thread::scope(|scope| {
                    for _ in 0..threads {
                        scope.spawn(|| {
                            once.call_once(|| {
                                ran.fetch_add(1, SeqCst);
                            })
                        });
                    }
                });
                ran.load(SeqCst)
            })
            .collect()
    }
}

kit::judge! {
    /// The first call runs its closure, and no other one does.
    fn runs_once() {
        expect_eq!(which_ran(1), [1], "which of 1 call ran its closure");
        expect_eq!(which_ran(2), [1], "which of 2 calls, one after the other, ran their closures");
        expect_eq!(which_ran(300), [1], "which of 300 calls, one after the other, ran their closures");
    }

    /// is_done is false before the first call, and true from then on.
    fn tells_whether_it_is_done() {
        expect_eq!(done_at_first(3), [false; 3], "is_done() before any call, asked three times");
        let expected: Vec<Around> = (0..3)
            .map(|call| Around { done_before: call > 0, ran: call == 0, done_after: true })
            .collect();
        expect_eq!(around(3), expected, "three calls on one thread: what is_done() said before and after each, and whether its closure ran");
    }

    /// Each `RunOnce` runs a closure of its own.
    fn each_has_its_own() {
        let (done, ran) = two_of_them();
        expect!(!done, "is_done() of one `RunOnce` was true when only another one had run a closure.");
        expect!(ran, "call_once() did not run its closure when only another `RunOnce` had run one.");
    }

    /// Who comes while the closure runs waits as long as that takes.
    fn waits_as_long_as_it_takes() {
        let seen = seen_by_the_second();
        expect!(
            seen == 2,
            "call_once() returned although another thread's closure was still running: it must not give up, however often it looked."
        );
    }

    /// However many threads come at once, one closure runs.
    fn only_one_of_many() {
        expect_eq!(runs_on_real_threads(8, 20), [1; 20], "how many of the closures of 8 threads ran, for 20 `RunOnce` one after the other");
    }
}
