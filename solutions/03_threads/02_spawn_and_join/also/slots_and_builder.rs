//! Style: named threads that put their results into slots under a lock, joined from the last to the first.

use std::any::Any;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let slots = Arc::new(Mutex::new(Vec::new()));
    let mut threads: Vec<(usize, thread::JoinHandle<()>)> = jobs
        .into_iter()
        .enumerate()
        .map(|(number, job)| {
            slots.lock().unwrap().push(None);
            let slots = Arc::clone(&slots);
            let run = move || {
                let value = job();
                slots.lock().unwrap()[number] = Some(Ok(value));
            };
            let thread = thread::Builder::new().name(format!("job {number}")).spawn(run);
            (number, thread.expect("the system has a thread for us"))
        })
        .collect();
    while let Some((number, thread)) = threads.pop() {
        if let Err(payload) = thread.join() {
            slots.lock().unwrap()[number] = Some(Err(text(payload)));
        }
    }
    let mut slots = slots.lock().unwrap();
    slots.drain(..).map(|slot| slot.expect("each job has ended")).collect()
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
