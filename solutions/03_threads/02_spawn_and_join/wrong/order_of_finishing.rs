// fails: joined, and in order - takes the results in the order in which the jobs finish

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let threads: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let sender = sender.clone();
            thread::spawn(move || {
                let result = panic::catch_unwind(AssertUnwindSafe(job)).map_err(text);
                sender.send(result).unwrap();
            })
        })
        .collect();
    drop(sender);
    let results = receiver.iter().collect();
    for thread in threads {
        thread.join().unwrap();
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
