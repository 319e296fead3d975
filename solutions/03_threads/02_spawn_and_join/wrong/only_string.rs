// fails: a panic becomes an Err - knows only payloads of type String

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    threads.into_iter().map(|thread| thread.join().map_err(text)).collect()
}

fn text(payload: Box<dyn Any + Send>) -> String {
    payload.downcast::<String>().map_or_else(|_| String::from("unknown"), |text| *text)
}
