// Style: nodes in an array, each used once, found by index.
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};

const NONE: usize = usize::MAX;

struct Node<T> {
    value: UnsafeCell<Option<T>>,
    next: AtomicUsize,
}

pub struct Stack<T> {
    nodes: Vec<Node<T>>,
    used: AtomicUsize,
    top: AtomicUsize,
}

// SAFETY: a node is written before it is on the stack and emptied by the one thread that took it off.
unsafe impl<T: Send> Sync for Stack<T> {}

impl<T> Stack<T> {
    pub fn new() -> Stack<T> {
        let node = |_| Node { value: UnsafeCell::new(None), next: AtomicUsize::new(NONE) };
        Stack { nodes: (0..16).map(node).collect(), used: AtomicUsize::new(0), top: AtomicUsize::new(NONE) }
    }

    pub fn push(&self, value: T) {
        let index = self.used.fetch_add(1, Ordering::Relaxed);
        let node = &self.nodes[index];
        // SAFETY: the index was drawn by this thread only.
        unsafe { *node.value.get() = Some(value) };
        loop {
            let top = self.top.load(Ordering::Relaxed);
            node.next.store(top, Ordering::Relaxed);
            if self.top.compare_exchange(top, index, Ordering::Release, Ordering::Relaxed).is_ok() {
                return;
            }
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let top = self.top.load(Ordering::Acquire);
            let node = self.nodes.get(top)?;
            let next = node.next.load(Ordering::Relaxed);
            if self.top.compare_exchange(top, next, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
                // SAFETY: this thread alone took the node off.
                return unsafe { (*node.value.get()).take() };
            }
        }
    }
}
