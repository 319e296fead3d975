// fails: any jobs - gives all jobs that panicked the text of the first of them

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    let mut first: Option<String> = None;
    let mut result = |thread: thread::JoinHandle<T>| {
        thread.join().map_err(|payload| first.get_or_insert_with(|| text(payload)).clone())
    };
    threads.into_iter().map(&mut result).collect()
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
