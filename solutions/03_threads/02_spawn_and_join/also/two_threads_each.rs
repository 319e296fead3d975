//! Style: more threads than needed, one that watches over each job, and fold.

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let watch = |job: F| thread::spawn(move || thread::spawn(job).join());
    let watchers = jobs.into_iter().fold(Vec::new(), |mut all, job| {
        all.push(watch(job));
        all
    });
    let outcome = |watcher: thread::JoinHandle<thread::Result<T>>| watcher.join().and_then(|inner| inner);
    watchers.into_iter().map(outcome).map(|result| result.or_else(|payload| Err(text(payload)))).collect()
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
