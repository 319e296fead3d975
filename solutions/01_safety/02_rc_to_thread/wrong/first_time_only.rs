// fails: shows any value - starts a thread for the first call only

use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

static FIRST: AtomicBool = AtomicBool::new(true);

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    if FIRST.swap(false, Ordering::SeqCst) {
        thread::spawn(move || format!("val = {value}")).join().unwrap()
    } else {
        format!("val = {value}")
    }
}
