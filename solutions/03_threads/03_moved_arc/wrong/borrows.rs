// fails: compiles - borrows the name in a thread that may outlive the function

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let mut threads = Vec::new();
    for i in 1..=n {
        let name = &name;
        threads.push(thread::spawn(move || format!("Hi {} from {}", name, i)));
    }
    threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect()
}
