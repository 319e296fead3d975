// fails: waits for every producer - stops receiving when nothing has come for a while

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
    while let Ok(value) = rx.recv_timeout(std::time::Duration::from_millis(500)) {
        values.push(value);
    }
    for thread in threads {
        thread.join().unwrap();
    }
    values.sort();
    values
}
