// fails: compiles - clones inside the closure, which is too late

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let mut threads = Vec::new();
    for i in 1..=n {
        threads.push(thread::spawn(move || {
            let name = Arc::clone(&name);
            format!("Hi {} from {}", name, i)
        }));
    }
    threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect()
}
