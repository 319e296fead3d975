//! Style: each thread is joined before the next one starts.

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let mut greetings = Vec::with_capacity(n);
    for i in 1..=n {
        let name_for_thread = name.clone();
        let thread = thread::spawn(move || format!("Hi {} from {}", name_for_thread, i));
        greetings.push(thread.join().expect("the thread panicked"));
    }
    greetings
}
