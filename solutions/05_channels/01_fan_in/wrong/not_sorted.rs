// fails: collects and sorts - returns the numbers in the order in which they came

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut threads = Vec::new();
    for producer in producers {
        let tx = tx.clone();
        threads.push(thread::spawn(move || producer(tx)));
    }
    drop(tx);
    let values: Vec<u32> = rx.iter().collect();
    for thread in threads {
        thread.join().unwrap();
    }
    values
}
