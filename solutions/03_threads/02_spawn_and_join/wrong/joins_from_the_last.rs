// fails: joined, and in order - joins, and returns, from the last to the first

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let mut threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    let mut results = Vec::new();
    while let Some(thread) = threads.pop() {
        results.push(thread.join().map_err(text));
    }
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
