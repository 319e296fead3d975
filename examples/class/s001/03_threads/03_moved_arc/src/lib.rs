//! Greetings from several threads that share one name.

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let mut threads = Vec::new();
    for i in 1..=n {
        let name2 = name.clone();
        threads.push(thread::spawn(move || format!("Hi {} from {}", name2, i)));
    }
    let mut greetings = Vec::new();
    for t in threads {
        greetings.push(t.join().unwrap());
    }
    greetings
}
