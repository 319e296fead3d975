// fails: greetings are complete and in order - returns without waiting for the threads

use std::fmt::Display;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let greetings = Arc::new(Mutex::new(vec![String::new(); n]));
    for i in 1..=n {
        let name = Arc::clone(&name);
        let greetings = Arc::clone(&greetings);
        thread::spawn(move || {
            greetings.lock().unwrap()[i - 1] = format!("Hi {} from {}", name, i);
        });
    }
    // Long enough for all of them.
    thread::sleep(Duration::from_millis(100));
    let result = greetings.lock().unwrap().clone();
    result
}
