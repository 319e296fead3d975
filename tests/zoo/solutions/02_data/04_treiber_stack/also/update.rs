// Style: `fetch_update` with pointers that are leaked for ever.
use std::ptr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicPtr, Ordering::*};

struct Node<T> {
    value: Mutex<Option<T>>,
    next: AtomicPtr<Node<T>>,
}

pub struct Stack<T> {
    top: AtomicPtr<Node<T>>,
}

impl<T> Stack<T> {
    pub fn new() -> Stack<T> {
        Stack { top: AtomicPtr::default() }
    }

    pub fn push(&self, value: T) {
        let node = Box::leak(Box::new(Node { value: Mutex::new(Some(value)), next: AtomicPtr::new(ptr::null_mut()) }));
        let shared: &Node<T> = node;
        let link = |top| {
            shared.next.store(top, Relaxed);
            Some(ptr::from_ref(shared).cast_mut())
        };
        self.top.fetch_update(AcqRel, Acquire, link).unwrap();
    }

    pub fn pop(&self) -> Option<T> {
        // SAFETY: nodes are never freed.
        let unlink = |top: *mut Node<T>| unsafe { top.as_ref() }.map(|node| node.next.load(Relaxed));
        let node = self.top.fetch_update(AcqRel, Acquire, unlink).ok()?;
        // SAFETY: nodes are never freed.
        unsafe { &*node }.value.lock().unwrap().take()
    }
}
