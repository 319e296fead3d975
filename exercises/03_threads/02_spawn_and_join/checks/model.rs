//! Every interleaving of a few jobs.

use kit::prelude::*;
use spawn_and_join::run_all;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

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

/// The threads of so many jobs, in the order in which they came to run; 0 is the caller's.
fn threads_of(jobs: usize) -> Vec<usize> {
    let threads = Arc::new(Mutex::new(Vec::new()));
    let job = || {
        let threads = Arc::clone(&threads);
        move || threads.lock().unwrap().push(kit::this_thread())
    };
    run_all((0..jobs).map(|_| job()).collect());
    let threads = threads.lock().unwrap().clone();
    threads
}

kit::model! {
    /// A job does not run on the caller's thread, not even if it is the only one.
    fn one_not_on_the_callers_thread() {
        expect!(
            !threads_of(1).contains(&0),
            "run_all with 1 job: it ran on the caller's thread. Each job needs a thread of its own."
        );
    }

    /// Neither the first nor the last job runs on the caller's thread, and no thread runs both.
    fn two_on_their_own_threads() {
        let threads = threads_of(2);
        expect!(
            !threads.contains(&0),
            "run_all with 2 jobs: one of them ran on the caller's thread. Each job needs a thread of its own."
        );
        expect!(
            threads.len() < 2 || threads[0] != threads[1],
            "run_all with 2 jobs: one thread ran both. Each job needs a thread of its own."
        );
    }

    /// Two jobs that wait for each other both come to their end.
    fn two_jobs_meet() {
        // That they do not wait for ever is all; what is returned is another check's matter.
        run_all(jobs_that_meet());
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
