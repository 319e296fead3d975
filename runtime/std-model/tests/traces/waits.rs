//! Threads that wait for what never comes.

use crate::std;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Condvar, Mutex, mpsc};
use std::thread;

#[derive(Default)]
struct Queue {
    values: Mutex<Vec<u32>>,
    changed: Condvar,
}

/// A queue into which another thread puts one value, and says so.
fn one_comes() -> Arc<Queue> {
    let queue = Arc::new(Queue::default());
    let other = queue.clone();
    thread::spawn(move || {
        other.values.lock().unwrap().push(1);
        other.changed.notify_one();
    });
    queue
}

pub fn never_notified() {
    let queue = Queue::default();
    let mut values = queue.values.lock().unwrap();
    while values.is_empty() {
        values = queue.changed.wait(values).unwrap();
    }
}

/// Two wait, and one of them is woken.
pub fn woke_another() {
    let queue = Arc::new(Queue::default());
    let waits = |queue: &Queue| {
        let mut values = queue.values.lock().unwrap();
        while values.is_empty() {
            values = queue.changed.wait(values).unwrap();
        }
    };
    let other = queue.clone();
    let _waits = thread::spawn(move || waits(&other));
    let other = queue.clone();
    let _notifies = thread::spawn(move || {
        other.values.lock().unwrap().push(1);
        other.changed.notify_one();
    });
    waits(&queue);
}

/// Two values are wanted, one comes.
pub fn who_was_woken_and_found_too_little_has_lost_nothing() {
    let queue = one_comes();
    let mut values = queue.values.lock().unwrap();
    while values.len() < 2 {
        values = queue.changed.wait(values).unwrap();
    }
}

/// The consumer was notified and got what it was notified of; it comes back for more.
pub fn who_comes_back_for_more_has_lost_nothing() {
    let queue = one_comes();
    for _ in 0..2 {
        let mut values = queue.values.lock().unwrap();
        while values.is_empty() {
            values = queue.changed.wait(values).unwrap();
        }
        values.pop();
    }
}

/// The other consumer has taken the value before this one looked.
pub fn who_looked_after_the_notification_has_lost_nothing() {
    let queue = Arc::new(Queue::default());
    queue.values.lock().unwrap().push(1);
    queue.changed.notify_one();
    let consumers = [0, 1].map(|_| {
        let queue = queue.clone();
        thread::spawn(move || {
            let mut values = queue.values.lock().unwrap();
            while values.is_empty() {
                values = queue.changed.wait(values).unwrap();
            }
            values.pop();
        })
    });
    consumers
        .into_iter()
        .for_each(|consumer| consumer.join().unwrap());
}

/// It looked before the notification and waits after it.
pub fn who_looked_before_the_notification_has_lost_a_wake_up() {
    let queue = one_comes();
    let is_empty = queue.values.lock().unwrap().is_empty();
    if is_empty {
        let values = queue.values.lock().unwrap();
        drop(queue.changed.wait(values).unwrap());
    }
}

/// It did not look at all.
pub fn who_waits_without_looking_has_lost_a_wake_up() {
    let queue = Arc::new(Queue::default());
    let other = queue.clone();
    let _producer = thread::spawn(move || other.changed.notify_one());
    let values = queue.values.lock().unwrap();
    drop(queue.changed.wait(values).unwrap());
}

pub fn nobody_sends() {
    let (sender, receiver) = mpsc::channel::<u32>();
    let values: Vec<u32> = receiver.iter().collect();
    drop((sender, values));
}

pub fn nobody_unparks() {
    let thread = thread::spawn(thread::park);
    thread.join().unwrap();
}

pub fn alone_at_a_barrier() {
    Barrier::new(2).wait();
}

pub fn two_channels_of_one_line() {
    let [(keeps, _waits), (_sends, receiver)] = [0, 1].map(|_| mpsc::sync_channel::<u32>(1));
    keeps.send(1).unwrap();
    let _ = receiver.recv();
}

pub fn spins() {
    let flag = AtomicBool::new(false);
    while !flag.load(SeqCst) {
        std::hint::spin_loop();
    }
}
