// fails: greets any name - sorts the greetings as text, so that 10 comes before 2

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let mut threads = Vec::new();
    for i in 1..=n {
        let name = Arc::clone(&name);
        threads.push(thread::spawn(move || format!("Hi {} from {}", name, i)));
    }
    let mut greetings: Vec<String> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    greetings.sort();
    greetings
}
