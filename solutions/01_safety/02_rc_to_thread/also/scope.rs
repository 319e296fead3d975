//! Style: a scoped thread only borrows the `Arc`.

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    thread::scope(|scope| scope.spawn(|| format!("val = {}", value)).join().unwrap())
}
