// fails: waits for every producer - joins only the thread that was started last

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut last = None;
    for producer in producers {
        let tx = tx.clone();
        last = Some(thread::spawn(move || producer(tx)));
    }
    drop(tx);
    let mut values: Vec<u32> = rx.iter().collect();
    if let Some(thread) = last {
        thread.join().unwrap();
    }
    values.sort();
    values
}
