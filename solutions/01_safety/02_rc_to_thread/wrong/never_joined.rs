// fails: a joined thread shows it - the text comes through a channel, but nobody joins the thread

use std::fmt::Display;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display + Send + Sync + 'static,
{
    let (tx, rx) = mpsc::channel();
    thread::spawn(move || {
        tx.send(format!("val = {}", value)).unwrap();
    });
    rx.recv().unwrap()
}
