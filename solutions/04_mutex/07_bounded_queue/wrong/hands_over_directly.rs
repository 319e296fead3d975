// fails: nobody is forgotten - a producer that hands its value to a waiting consumer leaves the room unused of which it was told, and tells nobody

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Arc, Condvar, Mutex};
// waiting consumers get values handed directly: each waiter has its own slot and condvar
struct Slot<T> {
    v: Mutex<Option<Option<T>>>,
    cv: Condvar,
}
struct St<T> {
    q: VecDeque<T>,
    poppers: VecDeque<Arc<Slot<T>>>,
    closed: bool,
}
pub struct BoundedQueue<T> {
    st: Mutex<St<T>>,
    room: Condvar,
    cap: usize,
}
impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> Self {
        BoundedQueue {
            st: Mutex::new(St {
                q: VecDeque::new(),
                poppers: VecDeque::new(),
                closed: false,
            }),
            room: Condvar::new(),
            cap: capacity.get(),
        }
    }
    pub fn push(&self, value: T) -> Result<(), T> {
        let mut st = self.st.lock().unwrap();
        while !st.closed && st.q.len() >= self.cap {
            st = self.room.wait(st).unwrap();
        }
        if st.closed {
            return Err(value);
        }
        if let Some(p) = st.poppers.pop_front() {
            *p.v.lock().unwrap() = Some(Some(value));
            p.cv.notify_one();
        } else {
            st.q.push_back(value);
        }
        Ok(())
    }
    pub fn pop(&self) -> Option<T> {
        let mut st = self.st.lock().unwrap();
        if let Some(v) = st.q.pop_front() {
            self.room.notify_one();
            return Some(v);
        }
        if st.closed {
            return None;
        }
        let slot = Arc::new(Slot {
            v: Mutex::new(None),
            cv: Condvar::new(),
        });
        st.poppers.push_back(slot.clone());
        drop(st);
        let mut v = slot.v.lock().unwrap();
        loop {
            match v.take() {
                Some(x) => return x,
                None => v = slot.cv.wait(v).unwrap(),
            }
        }
    }
    pub fn close(&self) {
        let mut st = self.st.lock().unwrap();
        st.closed = true;
        for p in st.poppers.drain(..) {
            *p.v.lock().unwrap() = Some(None);
            p.cv.notify_one();
        }
        self.room.notify_all();
    }
}
