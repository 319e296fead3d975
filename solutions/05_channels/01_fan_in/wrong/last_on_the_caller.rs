// fails: producers run side by side - runs the last producer on the caller's thread

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut producers = producers;
    let last = producers.pop();
    let mut threads = Vec::new();
    for producer in producers {
        let tx = tx.clone();
        threads.push(thread::spawn(move || producer(tx)));
    }
    match last {
        Some(producer) => producer(tx),
        None => drop(tx),
    }
    let mut values: Vec<u32> = rx.iter().collect();
    for thread in threads {
        thread.join().unwrap();
    }
    values.sort();
    values
}
