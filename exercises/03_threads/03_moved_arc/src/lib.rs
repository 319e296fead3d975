//! Greetings from several threads that share one name.

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

/// `Hi {name} from {i}` for each i from 1 to `n`, in this order, each from a thread of its own.
pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let mut threads = Vec::new();
    for i in 1..=n {
        threads.push(thread::spawn(move || format!("Hi {} from {}", name, i)));
    }
    threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect()
}
