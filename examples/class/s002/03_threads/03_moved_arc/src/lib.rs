//! Greetings from several threads that share one name.

use std::fmt::Display;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

/// `Hi {name} from {i}` for each i from 1 to `n`, in this order, each from a thread of its own.
pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let (tx, rx) = mpsc::channel();
    for i in 1..=n {
        let name = Arc::clone(&name);
        let tx = tx.clone();
        thread::spawn(move || {
            tx.send(format!("Hi {} from {}", name, i)).unwrap();
        });
    }
    drop(tx);
    let mut greetings: Vec<String> = rx.iter().collect();
    greetings.sort();
    greetings
}
