// fails: a joined thread shows it - forgets a clone, so the value is never dropped

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    // Otherwise the value would be dropped while the thread still needs it.
    std::mem::forget(value.clone());
    thread::spawn(move || format!("val = {}", value))
        .join()
        .unwrap()
}
