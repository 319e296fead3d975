// fails: compiles - only the signature has changed, the thread still gets an Rc

use std::fmt::Display;
use std::rc::Rc;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let shared = Rc::new(value);
    let worker = thread::spawn(move || format!("val = {}", shared));
    worker.join().unwrap()
}
