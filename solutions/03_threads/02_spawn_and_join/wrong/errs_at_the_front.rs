// fails: any jobs - puts the results of the jobs that panicked before the others

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    let mut results: Vec<_> = threads.into_iter().map(|thread| thread.join().map_err(text)).collect();
    results.sort_by_key(|result| result.is_ok());
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
