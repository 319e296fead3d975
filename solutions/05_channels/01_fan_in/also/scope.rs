//! Style: scoped threads; the scope joins everybody before anything is received.

use std::sync::mpsc::{Sender, channel};
use std::thread;

pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = channel();
    thread::scope(|s| {
        for p in producers {
            let tx = tx.clone();
            s.spawn(move || p(tx));
        }
    });
    drop(tx);
    let mut all: Vec<_> = rx.iter().collect();
    all.sort();
    all
}
