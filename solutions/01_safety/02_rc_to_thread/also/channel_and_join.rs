//! Style: the text comes back through a channel, and the thread is joined nevertheless.

use std::fmt::Display;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

pub fn show_from_thread<T: Display + Send + Sync + 'static>(value: Arc<T>) -> String {
    let (tx, rx) = mpsc::channel();
    let mine = Arc::clone(&value);
    let handle = thread::spawn(move || {
        tx.send(format!("val = {mine}"))
            .expect("the receiver waits below");
    });
    let text = rx.recv().expect("the thread sends one text");
    handle.join().expect("the thread does not panic");
    text
}
