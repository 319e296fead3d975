//! Executions that end in another way than they should.

use crate::std;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std_model::model::ask;

fn left(threads: usize) {
    let joined = thread::spawn(|| ());
    for _ in 0..threads {
        thread::spawn(|| ());
    }
    joined.join().unwrap();
    ask::leak();
}

pub fn one_is_not_joined() {
    left(1);
}

pub fn two_are_not_joined() {
    left(2);
}

pub fn exits() {
    std::process::exit(3);
}

pub fn aborts() {
    let _ = thread::spawn(|| std::process::abort()).join();
}

pub fn many_threads() {
    let threads: Vec<_> = (0..9).map(|_| thread::spawn(|| ())).collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

pub fn long() {
    let count = AtomicU32::new(0);
    loop {
        count.fetch_add(1, SeqCst);
    }
}
