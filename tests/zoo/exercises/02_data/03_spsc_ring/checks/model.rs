//! One thread puts values in, another one takes them out.

use kit::prelude::*;
use spsc_ring::Ring;
use std::sync::Arc;
use std::thread;

/// Puts a value in, as soon as there is room.
fn put(ring: &Ring<u32>, value: u32) {
    while ring.push(value).is_err() {
        thread::yield_now();
    }
}

/// Takes a value out, as soon as there is one.
fn take(ring: &Ring<u32>) -> u32 {
    loop {
        match ring.pop() {
            Some(value) => return value,
            None => thread::yield_now(),
        }
    }
}

kit::model! {
    /// A ring for two holds two.
    fn holds_two() {
        let ring = Ring::new(2);
        expect_eq!(ring.pop(), None, "pop() on a new ring");
        expect_eq!(ring.push(1), Ok(()), "push(1) into an empty ring for two");
        expect_eq!(ring.push(2), Ok(()), "push(2) into a ring for two with one value in it");
        expect_eq!(ring.push(3), Err(3), "push(3) into a full ring for two");
        expect_eq!(ring.pop(), Some(1), "pop() on a ring with 1 and 2 in it");
        expect_eq!(ring.push(4), Ok(()), "push(4) into a ring for two with one value in it");
        expect_eq!((ring.pop(), ring.pop(), ring.pop()), (Some(2), Some(4), None), "three times pop() on a ring with 2 and 4 in it");
    }

    /// What goes in comes out, in order, and the slot can be used again.
    fn two_threads() {
        let ring = Arc::new(Ring::new(1));
        let shared = Arc::clone(&ring);
        let producer = thread::spawn(move || (1..=2).for_each(|value| put(&shared, value)));
        expect_eq!([take(&ring), take(&ring)], [1, 2], "what came out after 1 and 2 went in");
        producer.join().unwrap();
    }

    /// The same with room for two, and a third thread that looks on.
    fn three_threads() {
        let ring = Arc::new(Ring::new(2));
        let shared = Arc::clone(&ring);
        let producer = thread::spawn(move || (1..=3).for_each(|value| put(&shared, value)));
        let shared = Arc::clone(&ring);
        let consumer = thread::spawn(move || [take(&shared), take(&shared), take(&shared)]);
        producer.join().unwrap();
        expect_eq!(consumer.join().unwrap(), [1, 2, 3], "what came out after 1, 2 and 3 went in");
        expect_eq!(ring.pop(), None, "pop() at the end");
    }
}
