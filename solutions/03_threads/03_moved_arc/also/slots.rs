//! Style: every thread writes into its own place of a shared vector.

use std::fmt::Display;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let greetings = Arc::new(Mutex::new(vec![String::new(); n]));
    let mut workers = vec![];
    for i in 0..n {
        let name = Arc::clone(&name);
        let greetings = Arc::clone(&greetings);
        workers.push(thread::spawn(move || {
            let greeting = format!("Hi {} from {}", name, i + 1);
            greetings.lock().unwrap()[i] = greeting;
        }));
    }
    for worker in workers {
        worker.join().unwrap();
    }
    let finished = std::mem::take(&mut *greetings.lock().unwrap());
    finished
}
