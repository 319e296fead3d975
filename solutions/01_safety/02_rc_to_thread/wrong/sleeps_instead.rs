// fails: a joined thread shows it - sleeps and hopes that the thread is done by then

use std::fmt::Display;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let text = Arc::new(Mutex::new(String::new()));
    let text2 = text.clone();
    thread::spawn(move || {
        *text2.lock().unwrap() = format!("val = {}", value);
    });
    thread::sleep(Duration::from_millis(50));
    let result = text.lock().unwrap().clone();
    result
}
