// fails: a thread for each greeting - turns the name into a String on the caller's thread

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let name = name.to_string();
    let mut threads = Vec::new();
    for i in 1..=n {
        let name = name.clone();
        threads.push(thread::spawn(move || format!("Hi {} from {}", name, i)));
    }
    threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect()
}
