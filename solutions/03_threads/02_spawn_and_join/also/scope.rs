//! Style: scoped threads, and a loop that joins.

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    thread::scope(|scope| {
        let mut threads = Vec::with_capacity(jobs.len());
        for job in jobs {
            threads.push(scope.spawn(job));
        }
        let mut results = Vec::new();
        for thread in threads {
            results.push(match thread.join() {
                Ok(value) => Ok(value),
                Err(payload) => Err(text(payload)),
            });
        }
        results
    })
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
