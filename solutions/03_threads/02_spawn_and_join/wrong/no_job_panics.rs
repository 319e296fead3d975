// fails: a thread for each of many jobs - takes the first result without asking whether there is one

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let mut jobs = jobs.into_iter();
    let first = thread::spawn(jobs.next().unwrap());
    let others: Vec<_> = jobs.map(thread::spawn).collect();
    let mut results = vec![first.join().map_err(text)];
    results.extend(others.into_iter().map(|thread| thread.join().map_err(text)));
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
