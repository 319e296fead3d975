use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

struct Node<T> {
    value: Option<T>,
    next: *mut Node<T>,
}

/// Nodes that were taken out are never freed, so no address comes back.
pub struct Stack<T> {
    top: AtomicPtr<Node<T>>,
}

// SAFETY: a value is moved out only by the thread that took its node off.
unsafe impl<T: Send> Sync for Stack<T> {}
unsafe impl<T: Send> Send for Stack<T> {}

impl<T> Stack<T> {
    pub const fn new() -> Stack<T> {
        Stack { top: AtomicPtr::new(ptr::null_mut()) }
    }

    pub fn push(&self, value: T) {
        let node = Box::into_raw(Box::new(Node { value: Some(value), next: ptr::null_mut() }));
        let mut top = self.top.load(Ordering::Relaxed);
        loop {
            // SAFETY: nobody else knows the node yet.
            unsafe { (*node).next = top };
            match self.top.compare_exchange_weak(top, node, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => top = now,
            }
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut top = self.top.load(Ordering::Acquire);
        loop {
            if top.is_null() {
                return None;
            }
            // SAFETY: nodes are never freed, and `next` does not change once the node is on the stack.
            let next = unsafe { (*top).next };
            match self.top.compare_exchange_weak(top, next, Ordering::Relaxed, Ordering::Acquire) {
                // SAFETY: this thread alone took the node off.
                Ok(_) => return unsafe { (*top).value.take() },
                Err(now) => top = now,
            }
        }
    }
}
