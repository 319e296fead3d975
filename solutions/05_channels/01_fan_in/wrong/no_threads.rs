// fails: producers run side by side - calls the producers one after the other, without threads

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let _ = thread::current();
    let (tx, rx) = mpsc::channel();
    for producer in producers {
        producer(tx.clone());
    }
    drop(tx);
    let mut values: Vec<u32> = rx.iter().collect();
    values.sort();
    values
}
