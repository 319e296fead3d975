// fails: a joined thread shows it - formats first and gives the thread only the finished text

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let text = format!("val = {}", value);
    thread::spawn(move || text).join().unwrap()
}
