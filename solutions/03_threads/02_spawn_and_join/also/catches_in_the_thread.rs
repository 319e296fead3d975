//! Style: the thread catches the panic itself and sends number and result over a channel; then all are joined.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (sender, results) = mpsc::channel();
    let n = jobs.len();
    let mut threads = Vec::new();
    for (number, job) in jobs.into_iter().enumerate() {
        let sender = sender.clone();
        threads.push(thread::spawn(move || {
            let result = panic::catch_unwind(AssertUnwindSafe(job)).map_err(text);
            sender.send((number, result)).expect("the receiver waits for all");
        }));
    }
    drop(sender);
    let mut slots: Vec<Option<Result<T, String>>> = (0..n).map(|_| None).collect();
    for (number, result) in results {
        slots[number] = Some(result);
    }
    for thread in threads {
        let _ = thread.join();
    }
    slots.into_iter().map(|slot| slot.unwrap()).collect()
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
