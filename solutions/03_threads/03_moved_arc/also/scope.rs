//! Style: scoped threads borrow the `Arc`, so no clone is needed.

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    let name = &name;
    thread::scope(|s| {
        let handles: Vec<_> = (1..=n)
            .map(|i| s.spawn(move || format!("Hi {name} from {i}")))
            .collect();
        handles.into_iter().map(|h| h.join().unwrap()).collect()
    })
}
