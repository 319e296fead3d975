//! Many producers, one consumer.

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut threads = Vec::new();
    for producer in producers {
        let tx = tx.clone();
        threads.push(thread::spawn(move || producer(tx)));
    }
    let mut values = Vec::new();
    for value in rx {
        values.push(value);
    }
    for thread in threads {
        thread.join().unwrap();
    }
    values.sort();
    values
}
