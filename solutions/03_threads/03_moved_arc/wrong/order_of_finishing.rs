// fails: greetings are complete and in order - collects the greetings in the order in which the threads finish

use std::fmt::Display;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let greetings = Arc::new(Mutex::new(Vec::new()));
    let mut threads = Vec::new();
    for i in 1..=n {
        let name = Arc::clone(&name);
        let greetings = Arc::clone(&greetings);
        threads.push(thread::spawn(move || {
            greetings
                .lock()
                .unwrap()
                .push(format!("Hi {} from {}", name, i));
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }
    let result = greetings.lock().unwrap().clone();
    result
}
