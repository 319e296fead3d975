// fails: two threads - links the node once, before the loop, and not again after a failed exchange
use std::sync::atomic::{AtomicPtr, Ordering};

struct Node<T> {
    value: Option<T>,
    next: *mut Node<T>,
}

pub struct Stack<T> {
    top: AtomicPtr<Node<T>>,
}

unsafe impl<T: Send> Sync for Stack<T> {}
unsafe impl<T: Send> Send for Stack<T> {}

impl<T> Stack<T> {
    pub const fn new() -> Stack<T> {
        Stack { top: AtomicPtr::new(std::ptr::null_mut()) }
    }

    pub fn push(&self, value: T) {
        let mut top = self.top.load(Ordering::Relaxed);
        let node = Box::into_raw(Box::new(Node { value: Some(value), next: top }));
        while let Err(now) = self.top.compare_exchange(top, node, Ordering::AcqRel, Ordering::Relaxed) { // <- here
            top = now;
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let top = self.top.load(Ordering::Acquire);
            if top.is_null() {
                return None;
            }
            let next = unsafe { (*top).next };
            if self.top.compare_exchange(top, next, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
                return unsafe { (*top).value.take() };
            }
        }
    }
}
