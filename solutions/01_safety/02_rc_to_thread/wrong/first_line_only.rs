// fails: shows any value - cuts the text off at the first line

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    thread::spawn(move || {
        let text = format!("val = {}", value);
        text.lines().next().unwrap_or("val = ").to_string()
    })
    .join()
    .unwrap()
}
