// fails: jobs run at the same time - asks for Fn, so jobs that give something away do not fit

use std::any::Any;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: Fn() -> T + Send + 'static,
    T: Send + 'static,
{
    let threads: Vec<_> = jobs.into_iter().map(|job| thread::spawn(move || job())).collect();
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
