// fails: jobs run at the same time - does not start a thread for a single job

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    if jobs.len() == 1 {
        return jobs.into_iter().map(|job| panic::catch_unwind(AssertUnwindSafe(job)).map_err(text)).collect();
    }
    let threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    threads.into_iter().map(|thread| thread.join().map_err(text)).collect()
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
