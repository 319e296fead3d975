// fails: a thread for each greeting - shares the greetings out among at most eight threads

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let workers = n.min(8);
    let mut threads = Vec::new();
    for worker in 0..workers {
        let name = Arc::clone(&name);
        threads.push(thread::spawn(move || {
            let mine = (1..=n).filter(|i| i % workers == worker);
            mine.map(|i| (i, format!("Hi {} from {}", name, i)))
                .collect::<Vec<_>>()
        }));
    }
    let mut greetings: Vec<(usize, String)> = threads
        .into_iter()
        .flat_map(|thread| thread.join().unwrap())
        .collect();
    greetings.sort();
    greetings
        .into_iter()
        .map(|(_, greeting)| greeting)
        .collect()
}
