// fails: two threads - the exchange that puts the node on the stack is Relaxed
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicPtr, Ordering};

struct Node<T> {
    value: UnsafeCell<Option<T>>,
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
        let node = Box::into_raw(Box::new(Node { value: UnsafeCell::new(None), next: std::ptr::null_mut() }));
        unsafe { *(*node).value.get() = Some(value) };
        loop {
            let top = self.top.load(Ordering::Relaxed);
            unsafe { (*node).next = top };
            if self.top.compare_exchange(top, node, Ordering::Relaxed, Ordering::Relaxed).is_ok() { // <- here
                return;
            }
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let top = self.top.load(Ordering::Acquire);
            let node = unsafe { top.as_ref()? };
            if self.top.compare_exchange(top, node.next, Ordering::Acquire, Ordering::Relaxed).is_ok() {
                return unsafe { (*node.value.get()).take() };
            }
        }
    }
}
