// fails: joined, and in order - asks whether all are finished, but joins only the last one

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
    let mut last = None;
    let n = jobs.len();
    for (number, job) in jobs.into_iter().enumerate() {
        let sender = sender.clone();
        last = Some(thread::spawn(move || {
            let result = panic::catch_unwind(AssertUnwindSafe(job)).map_err(text);
            sender.send((number, result)).unwrap();
        }));
    }
    last.map(|thread| thread.join());
    let mut slots: Vec<Option<Result<T, String>>> = (0..n).map(|_| None).collect();
    for (number, result) in receiver.iter().take(n) {
        slots[number] = Some(result);
    }
    slots.into_iter().flatten().collect()
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
