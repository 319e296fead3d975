// fails: a joined thread shows it - prints the text and returns an empty one

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let worker = thread::spawn(move || println!("val = {}", value));
    worker.join().unwrap();
    String::new()
}
