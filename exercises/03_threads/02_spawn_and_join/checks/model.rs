//! Every interleaving of a few jobs.

use kit::prelude::*;
use spawn_and_join::run_all;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

type Job<T> = Box<dyn FnOnce() -> T + Send>;

/// A job that takes a step, at which other threads can come in between, and then returns this.
fn job<T: Send + 'static>(returns: T) -> Job<T> {
    Box::new(|| {
        AtomicUsize::new(0).fetch_add(1, Ordering::Relaxed);
        returns
    })
}

/// Two jobs that each wait for a sign of the other one before they return their number.
fn jobs_that_meet() -> Vec<Job<u32>> {
    let (to_second, from_first) = mpsc::channel();
    let (to_first, from_second) = mpsc::channel();
    vec![
        Box::new(move || {
            to_second.send(()).unwrap();
            from_second.recv().unwrap();
            1
        }),
        Box::new(move || {
            to_first.send(()).unwrap();
            from_first.recv().unwrap();
            2
        }),
    ]
}

kit::model! {
    /// A job does not run on the caller's thread, not even if it is the only one, the first or the last.
    fn not_on_the_callers_thread() {
        for jobs in [1, 2] {
            let job = || kit::this_thread();
            let threads = run_all(vec![job; jobs]);
            for (number, thread) in threads.iter().enumerate() {
                expect!(
                    *thread != Ok(0),
                    "run_all with {jobs} jobs: job number {number} ran on the caller's thread. Each job needs a thread of its own."
                );
            }
            expect!(
                jobs != 2 || threads.first() != threads.get(1),
                "run_all with 2 jobs: one thread ran both. Each job needs a thread of its own."
            );
        }
    }

    /// Two jobs that wait for each other both come to their end.
    fn two_jobs_meet() {
        expect_eq!(run_all(jobs_that_meet()), [Ok(1), Ok(2)], "run_all with two jobs that wait for each other");
    }

    /// The last of three jobs waits for the first, and the first for the last.
    fn the_last_waits_for_the_first() {
        let mut jobs = jobs_that_meet();
        jobs.insert(1, Box::new(|| 0));
        expect_eq!(run_all(jobs), [Ok(1), Ok(0), Ok(2)], "run_all with three jobs, of which the first and the last wait for each other");
    }

    /// When the function returns, no thread is left.
    fn every_thread_is_joined() {
        let ended = Arc::new(AtomicUsize::new(0));
        let jobs = [(), ()].map(|()| {
            let ended = Arc::clone(&ended);
            move || ended.fetch_add(1, Ordering::Relaxed)
        });
        let results = run_all(Vec::from(jobs)).len();
        let ended = ended.load(Ordering::Relaxed);
        expect!(
            ended == 2,
            "run_all returned when only {ended} of its 2 jobs had run. A thread that nobody joins may come too late."
        );
        expect_eq!(results, 2, "how many results run_all with 2 jobs returns");
        kit::expect_joined();
    }

    /// The results are in the order of the jobs, whichever job ends first.
    fn in_order() {
        let results = run_all(vec![job("first"), job("second")]);
        expect_eq!(results, [Ok("first"), Ok("second")], "run_all with two jobs that return \"first\" and \"second\"");
    }

    /// A job that panics takes its place among the others, and all threads are joined all the same.
    fn a_panic_among_others() {
        let panics: Job<&str> = Box::new(|| {
            AtomicUsize::new(0).fetch_add(1, Ordering::Relaxed);
            panic!("I give up")
        });
        let caught = kit::catch(|| run_all(vec![panics, job("second")]));
        let Ok(results) = caught else {
            fail!("run_all panicked, because one of its jobs did. If a thread panics, its join returns an Err, and everybody else goes on.");
        };
        let right = results.len() == 2 && results[0].is_err() && results[1] == Ok("second");
        expect!(
            right,
            "run_all with a job that panics and a job that returns \"second\" returned {results:?}. An Err has to come first, and then Ok(\"second\")."
        );
        kit::expect_joined();
    }
}
