// fails: any number side by side - joins only the first four threads
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
    let mut values: Vec<u32> = rx.iter().collect();
    for thread in threads.into_iter().take(4) {
        thread.join().unwrap();
    }
    values.sort();
    values
}
