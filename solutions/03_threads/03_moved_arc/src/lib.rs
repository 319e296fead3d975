//! Greetings from several threads that share one name.

use std::fmt::Display;
use std::panic;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// `Hi {name} from {i}` for each i from 1 to `n`, in this order, each from a thread of its own.
///
/// # Panics
/// If showing the name panics: the thread's panic is passed on.
pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let threads: Vec<JoinHandle<String>> = (1..=n)
        .map(|i| {
            let name = Arc::clone(&name);
            thread::spawn(move || format!("Hi {name} from {i}"))
        })
        .collect();
    threads
        .into_iter()
        .map(|thread| {
            thread
                .join()
                .unwrap_or_else(|payload| panic::resume_unwind(payload))
        })
        .collect()
}
