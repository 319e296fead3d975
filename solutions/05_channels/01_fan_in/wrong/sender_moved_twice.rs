// fails: compiles - every producer is given the same sender, which has moved to the first one

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut threads = Vec::new();
    for producer in producers {
        threads.push(thread::spawn(move || producer(tx)));
    }
    let mut values: Vec<u32> = rx.iter().collect();
    for thread in threads {
        thread.join().unwrap();
    }
    values.sort();
    values
}
