//! Style: a channel of its own for each producer, merged with insertion at the right place.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let running: Vec<(Receiver<u32>, JoinHandle<()>)> = producers
        .into_iter()
        .map(|producer| {
            let (tx, rx) = mpsc::channel();
            (rx, thread::spawn(|| producer(tx)))
        })
        .collect();
    let mut sorted = Vec::new();
    for (rx, handle) in running {
        while let Ok(value) = rx.recv() {
            let place = sorted.partition_point(|other| *other <= value);
            sorted.insert(place, value);
        }
        handle.join().unwrap();
    }
    sorted
}
