//! Show a value from another thread.

use std::fmt::Display;
use std::panic;
use std::sync::Arc;
use std::thread;

/// Formats `value` as `val = {}` on another thread and returns the text. The thread is joined, so that
/// afterwards nobody but the caller owns the value.
///
/// # Panics
/// If formatting panics: the thread's panic is passed on.
pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let worker = thread::spawn(move || format!("val = {value}"));
    worker
        .join()
        .unwrap_or_else(|payload| panic::resume_unwind(payload))
}
