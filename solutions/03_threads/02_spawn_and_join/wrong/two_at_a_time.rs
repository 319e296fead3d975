// fails: a thread for each of many jobs - starts two jobs at a time

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let mut jobs = jobs.into_iter();
    let mut results = Vec::new();
    loop {
        let pair: Vec<_> = jobs.by_ref().take(2).map(thread::spawn).collect();
        if pair.is_empty() {
            return results;
        }
        results.extend(pair.into_iter().map(|thread| thread.join().map_err(text)));
    }
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
