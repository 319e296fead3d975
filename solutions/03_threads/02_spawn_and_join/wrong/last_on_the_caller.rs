// fails: jobs run at the same time - runs the last job on the caller's thread

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let mut jobs = jobs;
    let last = jobs.pop();
    let threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    let last = last.map(|job| panic::catch_unwind(AssertUnwindSafe(job)).map_err(text));
    let mut results: Vec<_> = threads.into_iter().map(|thread| thread.join().map_err(text)).collect();
    results.extend(last);
    results
}

fn text(payload: Box<dyn Any + Send>) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        String::from("no text")
    }
}
