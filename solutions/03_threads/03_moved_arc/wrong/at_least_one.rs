// fails: greets any name - greets once even if nobody is to greet

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let mut threads = Vec::new();
    let mut i = 1;
    loop {
        let name = Arc::clone(&name);
        threads.push(thread::spawn(move || format!("Hi {} from {}", name, i)));
        i += 1;
        if i > n {
            break;
        }
    }
    threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect()
}
