use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let handle = thread::spawn(move || {
        let text = format!("val = {}", value);
        println!("{text}");
        text
    });
    handle.join().unwrap()
}
