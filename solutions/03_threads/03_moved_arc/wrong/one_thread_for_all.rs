// fails: a thread for each greeting - one thread makes all greetings, so that the Arc moves only once

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    thread::spawn(move || (1..=n).map(|i| format!("Hi {} from {}", name, i)).collect())
        .join()
        .unwrap()
}
