// fails: producers run side by side - joins each thread before it starts the next one

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    for producer in producers {
        let tx = tx.clone();
        thread::spawn(move || producer(tx)).join().unwrap();
    }
    drop(tx);
    let mut values: Vec<u32> = rx.iter().collect();
    values.sort();
    values
}
