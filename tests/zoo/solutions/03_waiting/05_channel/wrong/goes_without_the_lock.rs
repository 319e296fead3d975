// fails: two threads - the last sender goes without the lock, so it can go between the look and the wait of the receiver
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};

struct Shared<T> {
    state: Mutex<VecDeque<T>>,
    senders: AtomicUsize,
    changed: Condvar,
}

pub struct Sender<T>(Arc<Shared<T>>);

pub struct Receiver<T>(Arc<Shared<T>>);

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let state = Mutex::new(VecDeque::new());
    let shared = Arc::new(Shared { state, senders: AtomicUsize::new(1), changed: Condvar::new() });
    (Sender(Arc::clone(&shared)), Receiver(shared))
}

impl<T> Sender<T> {
    pub fn send(&self, value: T) {
        self.0.state.lock().unwrap().push_back(value);
        self.0.changed.notify_one();
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.0.senders.fetch_add(1, SeqCst);
        Sender(Arc::clone(&self.0))
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if self.0.senders.fetch_sub(1, SeqCst) == 1 { // <- here
            self.0.changed.notify_one(); // <- here
        }
    }
}

impl<T> Receiver<T> {
    pub fn recv(&self) -> Option<T> {
        let mut state = self.0.state.lock().unwrap();
        loop {
            if let Some(value) = state.pop_front() {
                return Some(value);
            }
            if self.0.senders.load(SeqCst) == 0 {
                return None;
            }
            state = self.0.changed.wait(state).unwrap(); // <- here
        }
    }
}
