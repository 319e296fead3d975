// fails: a joined thread shows it - asks for T: Clone and sends a copy of the value

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Clone + Send + Sync + 'static,
{
    let copy: T = (*value).clone();
    thread::spawn(move || format!("val = {copy}")).join().unwrap()
}
