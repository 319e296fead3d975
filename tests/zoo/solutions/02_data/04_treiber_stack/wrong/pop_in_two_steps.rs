// fails: two threads - pop looks and stores, so two threads can take the same node
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
        let node = Box::into_raw(Box::new(Node { value: Some(value), next: std::ptr::null_mut() }));
        loop {
            let top = self.top.load(Ordering::Relaxed);
            unsafe { (*node).next = top };
            if self.top.compare_exchange(top, node, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
                return;
            }
        }
    }

    pub fn pop(&self) -> Option<T> {
        let top = self.top.load(Ordering::Acquire); // <- here
        if top.is_null() {
            return None;
        }
        let next = unsafe { (*top).next };
        self.top.store(next, Ordering::Release); // <- here
        unsafe { (*top).value.take() }
    }
}
