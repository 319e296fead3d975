//! Many producers, one consumer.

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut handles = Vec::new();
    for producer in producers {
        let tx = tx.clone();
        handles.push(thread::spawn(move || producer(tx)));
    }
    drop(tx); // otherwise the loop below never ends
    let mut result = vec![];
    while let Ok(x) = rx.recv() {
        result.push(x);
    }
    for h in handles {
        h.join().unwrap();
    }
    result.sort();
    result
}
