// Style: a sender that goes puts a goodbye into the queue; the receiver counts.
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};

enum Message<T> {
    Value(T),
    Hello,
    Goodbye,
}

struct Shared<T> {
    messages: Mutex<VecDeque<Message<T>>>,
    more: Condvar,
}

impl<T> Shared<T> {
    fn put(&self, message: Message<T>) {
        self.messages.lock().unwrap().push_back(message);
        self.more.notify_one();
    }
}

pub struct Sender<T>(Arc<Shared<T>>);

pub struct Receiver<T> {
    shared: Arc<Shared<T>>,
    senders: Mutex<usize>,
}

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Arc::new(Shared { messages: Mutex::new(VecDeque::new()), more: Condvar::new() });
    (Sender(Arc::clone(&shared)), Receiver { shared, senders: Mutex::new(1) })
}

impl<T> Sender<T> {
    pub fn send(&self, value: T) {
        self.0.put(Message::Value(value));
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.0.put(Message::Hello);
        Sender(Arc::clone(&self.0))
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.put(Message::Goodbye);
    }
}

impl<T> Receiver<T> {
    pub fn recv(&self) -> Option<T> {
        let mut senders = self.senders.lock().unwrap();
        let mut messages = self.shared.messages.lock().unwrap();
        loop {
            match messages.pop_front() {
                Some(Message::Value(value)) => return Some(value),
                Some(Message::Hello) => *senders += 1,
                Some(Message::Goodbye) => *senders -= 1,
                None if *senders == 0 => return None,
                None => messages = self.shared.more.wait(messages).unwrap(),
            }
        }
    }
}
