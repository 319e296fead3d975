// fails: producers run side by side - saves the thread when there is only one producer
use std::sync::mpsc::{self, Sender};
use std::thread;

pub fn collect_from(mut producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    if producers.len() == 1 {
        producers.remove(0)(tx);
        let mut values: Vec<u32> = rx.into_iter().collect();
        values.sort();
        return values;
    }
    let threads: Vec<_> = producers
        .into_iter()
        .map(|producer| {
            let tx = tx.clone();
            thread::spawn(move || producer(tx))
        })
        .collect();
    drop(tx);
    let mut values: Vec<u32> = rx.into_iter().collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    values.sort();
    values
}
