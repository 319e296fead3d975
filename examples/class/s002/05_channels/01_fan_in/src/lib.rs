//! Many producers, one consumer.

use std::sync::mpsc::{self, Sender};
use std::thread;

/// Runs each producer on a thread of its own, all at the same time, and returns what they sent, sorted. All
/// producers have ended when this function returns.
pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut threads = Vec::new();
    for producer in producers {
        let tx = tx.clone();
        threads.push(thread::spawn(move || producer(tx)));
    }
    drop(tx);
    let mut values: Vec<u32> = rx.iter().collect();
    for thread in threads {
        thread.join().unwrap();
    }
    values.sort();
    values.dedup();
    values
}
