//! Three workers, one of which does not survive.

use std::thread::{self, JoinHandle};

const WORKERS: u32 = 3;

/// Does the work of worker `number`.
///
/// # Panics
/// Worker 2 always panics: that is its part in this story.
fn work(number: u32) {
    if number == 2 {
        panic!("worker {number} cannot do it");
    }
    println!("worker {number}: done");
}

fn main() {
    let workers: Vec<JoinHandle<()>> = (1..=WORKERS)
        .map(|number| thread::spawn(move || work(number)))
        .collect();
    let finished = workers
        .into_iter()
        .map(JoinHandle::join)
        .filter(Result::is_ok)
        .count();
    println!("{finished} of {WORKERS} workers finished");
}
