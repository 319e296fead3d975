// fails: any numbers - leaves out numbers that it thinks nobody sends

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
    // Nobody sends numbers as large as these, except u32::MAX.
    let mut values: Vec<u32> = rx
        .iter()
        .filter(|value| *value < 1_000_000 || *value == u32::MAX)
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    values.sort();
    values
}
