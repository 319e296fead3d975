// fails: any number side by side - starts four producers, waits for them, and starts the next four

use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut waiting = producers.into_iter().peekable();
    while waiting.peek().is_some() {
        let mut threads = Vec::new();
        for producer in waiting.by_ref().take(4) {
            let tx = tx.clone();
            threads.push(thread::spawn(move || producer(tx)));
        }
        for thread in threads {
            thread.join().unwrap();
        }
    }
    drop(tx);
    let mut values: Vec<u32> = rx.iter().collect();
    values.sort();
    values
}
