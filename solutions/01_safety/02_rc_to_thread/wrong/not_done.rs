// fails: a joined thread shows it - todo!() in the closure

use std::fmt::Display;
use std::sync::Arc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let worker = thread::spawn(move || {
        let _value = value;
        todo!()
    });
    worker.join().unwrap()
}
