// fails: greetings are complete and in order - todo!() in the thread, and the panic is swallowed

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let mut threads: Vec<thread::JoinHandle<String>> = Vec::new();
    for _ in 1..=n {
        let name = Arc::clone(&name);
        threads.push(thread::spawn(move || {
            let _name = name;
            todo!()
        }));
    }
    threads
        .into_iter()
        .filter_map(|thread| thread.join().ok())
        .collect()
}
