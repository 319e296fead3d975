// fails: jobs run at the same time - each thread runs its job while it holds the lock of the results

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let results = Arc::new(Mutex::new(()));
    let threads: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let results = Arc::clone(&results);
            thread::spawn(move || {
                let _guard = results.lock().unwrap_or_else(PoisonError::into_inner);
                job()
            })
        })
        .collect();
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
