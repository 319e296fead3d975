//! Many producers, one consumer.

use std::panic;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

/// Runs each producer on a thread of its own, all at the same time, and returns what they sent, sorted. All
/// producers have ended when this function returns.
///
/// # Panics
/// If a producer panics: its panic is passed on.
pub fn collect_from(producers: Vec<Box<dyn FnOnce(Sender<u32>) + Send>>) -> Vec<u32> {
    let (tx, rx) = mpsc::channel();
    let threads: Vec<JoinHandle<()>> = producers
        .into_iter()
        .map(|producer| {
            let tx = tx.clone();
            thread::spawn(move || producer(tx))
        })
        .collect();
    // The receiver waits as long as a sender exists, so ours must go.
    drop(tx);
    let mut values: Vec<u32> = rx.into_iter().collect();
    for thread in threads {
        thread
            .join()
            .unwrap_or_else(|payload| panic::resume_unwind(payload));
    }
    values.sort_unstable();
    values
}
