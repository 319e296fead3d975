// fails: jobs run at the same time - without a collect in between, each thread is joined before the next one is spawned

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    jobs.into_iter()
        .map(thread::spawn)
        .map(|thread| thread.join().map_err(text))
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
