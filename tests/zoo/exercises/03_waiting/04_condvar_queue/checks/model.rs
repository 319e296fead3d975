//! Threads push into and pop from a queue for one value.

use condvar_queue::Queue;
use kit::prelude::*;
use std::sync::Arc;
use std::thread;

/// Starts a thread that pops one value.
fn popper(queue: &Arc<Queue<u32>>) -> thread::JoinHandle<u32> {
    let queue = Arc::clone(queue);
    thread::spawn(move || queue.pop())
}

kit::model! {
    /// What goes in comes out, in order.
    fn two_threads() {
        let queue = Arc::new(Queue::new(1));
        let shared = Arc::clone(&queue);
        let producer = thread::spawn(move || (1..=2).for_each(|value| shared.push(value)));
        expect_eq!([queue.pop(), queue.pop()], [1, 2], "what came out after 1 and 2 went in");
        producer.join().unwrap();
    }

    /// Who pushes into a full queue waits until a value has been taken out.
    fn waits_for_room() {
        let queue = Queue::new(1);
        queue.push(1);
        kit::expect_stuck(|| queue.push(2), "push() returned although the queue was full.");
    }

    /// Two threads pop what a third one pushes.
    fn three_threads() {
        let queue = Arc::new(Queue::new(1));
        let poppers = [popper(&queue), popper(&queue)];
        queue.push(1);
        queue.push(2);
        let mut popped = poppers.map(|popper| popper.join().unwrap());
        popped.sort_unstable();
        expect_eq!(popped, [1, 2], "what came out after 1 and 2 went in");
    }
}
