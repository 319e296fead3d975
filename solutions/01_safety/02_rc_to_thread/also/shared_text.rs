//! Style: the thread writes into a shared `Mutex<String>`; a helper does the formatting.

use std::fmt::Display;
use std::sync::{Arc, Mutex};
use std::thread;

fn describe<T: Display>(value: &T) -> String {
    let mut text = String::from("val = ");
    text.push_str(&value.to_string());
    text
}

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let result = Arc::new(Mutex::new(String::new()));
    let result_for_thread = Arc::clone(&result);
    thread::spawn(move || *result_for_thread.lock().unwrap() = describe(&*value))
        .join()
        .unwrap();
    let text = result.lock().unwrap().clone();
    text
}
