// fails: shows any value - trims the text, so spaces at its ends are lost

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    thread::spawn(move || format!("val = {}", value.to_string().trim()))
        .join()
        .unwrap()
}
