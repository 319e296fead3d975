//! Style: joins everybody first and takes what is in the channel with try_iter; a binary heap sorts.

use std::collections::BinaryHeap;
use std::sync::mpsc;
use std::thread;

type Producer = Box<dyn FnOnce(mpsc::Sender<u32>) + Send>;

pub fn collect_from(producers: Vec<Producer>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let mut handles = Vec::with_capacity(producers.len());
    for producer in producers {
        let my_tx = mpsc::Sender::clone(&tx);
        handles.push(thread::spawn(move || producer(my_tx)));
    }
    for handle in handles {
        if handle.join().is_err() {
            eprintln!("a producer panicked");
        }
    }
    rx.try_iter().collect::<BinaryHeap<u32>>().into_sorted_vec()
}
