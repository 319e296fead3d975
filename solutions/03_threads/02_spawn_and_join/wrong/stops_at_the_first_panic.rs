// fails: joined, and in order - returns at the first panic and leaves the other threads alone

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    let mut results = Vec::new();
    for thread in threads {
        match thread.join() {
            Ok(value) => results.push(Ok(value)),
            Err(payload) => {
                results.push(Err(text(payload)));
                break;
            }
        }
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
