// fails: jobs run at the same time - joins each thread before the next one is started

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let mut results = Vec::new();
    for job in jobs {
        let thread = thread::spawn(job);
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
