// fails: jobs run at the same time - runs the jobs on the caller's thread and catches their panics

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    jobs.into_iter()
        .map(|job| panic::catch_unwind(AssertUnwindSafe(job)).map_err(text))
        .collect()
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
