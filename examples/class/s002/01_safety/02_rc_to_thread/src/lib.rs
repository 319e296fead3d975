//! Show a value from another thread.

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

/// Formats `value` as `val = {}` on another thread and returns the text. The thread is joined, so that
/// afterwards nobody but the caller owns the value.
pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let worker = thread::spawn(move || format!("val = {}", value));
    worker.join().unwrap()
}
