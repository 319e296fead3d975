//! Runs jobs, each on a thread of its own.

use std::any::Any;
use std::thread::{self, JoinHandle};

/// Runs all jobs at the same time, each on a thread of its own, and returns what they returned, in the order of the
/// jobs. A job that panicked gives an `Err` with the panic's text.
pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    // All are started before the first is waited for, so the iterator must not be lazy here.
    let threads: Vec<JoinHandle<T>> = jobs.into_iter().map(thread::spawn).collect();
    threads
        .into_iter()
        .map(|thread| thread.join().map_err(text))
        .collect()
}

/// What was given to `panic!`, if it is a text.
fn text(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast_ref::<&str>() {
            Some(text) => (*text).to_owned(),
            None => "a panic without a text".to_owned(),
        },
    }
}
