// fails: two threads - the node is on the stack before it is linked to the one below
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

struct Node<T> {
    value: Option<T>,
    next: AtomicPtr<Node<T>>,
}

pub struct Stack<T> {
    top: AtomicPtr<Node<T>>,
}

unsafe impl<T: Send> Sync for Stack<T> {}
unsafe impl<T: Send> Send for Stack<T> {}

impl<T> Stack<T> {
    pub const fn new() -> Stack<T> {
        Stack { top: AtomicPtr::new(ptr::null_mut()) }
    }

    pub fn push(&self, value: T) {
        let node = Box::into_raw(Box::new(Node { value: Some(value), next: AtomicPtr::new(ptr::null_mut()) }));
        let below = self.top.swap(node, Ordering::AcqRel); // <- here
        unsafe { (*node).next.store(below, Ordering::Release) }; // <- here
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let top = self.top.load(Ordering::Acquire);
            if top.is_null() {
                return None;
            }
            let next = unsafe { (*top).next.load(Ordering::Acquire) };
            if self.top.compare_exchange(top, next, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
                return unsafe { (*top).value.take() };
            }
        }
    }
}
