// Style: `wait_while`, and the senders are counted by the Arc that they share.
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};

struct Shared<T> {
    values: Mutex<(VecDeque<T>, bool)>,
    changed: Condvar,
}

/// When the last clone goes, it says so.
struct Last<T>(Arc<Shared<T>>);

impl<T> Drop for Last<T> {
    fn drop(&mut self) {
        self.0.values.lock().unwrap().1 = true;
        self.0.changed.notify_all();
    }
}

pub struct Sender<T>(Arc<Last<T>>);

pub struct Receiver<T>(Arc<Shared<T>>);

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Arc::new(Shared { values: Mutex::new((VecDeque::new(), false)), changed: Condvar::new() });
    (Sender(Arc::new(Last(Arc::clone(&shared)))), Receiver(shared))
}

impl<T> Sender<T> {
    pub fn send(&self, value: T) {
        let shared = &self.0.0;
        let mut values = shared.values.lock().unwrap();
        values.0.push_back(value);
        shared.changed.notify_all();
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        Sender(Arc::clone(&self.0))
    }
}

impl<T> Receiver<T> {
    pub fn recv(&self) -> Option<T> {
        let values = self.0.values.lock().unwrap();
        let waiting = |(values, over): &mut (VecDeque<T>, bool)| values.is_empty() && !*over;
        self.0.changed.wait_while(values, waiting).unwrap().0.pop_front()
    }
}
