//! Threads push and pop at the same time.

use kit::prelude::*;
use std::sync::Arc;
use std::thread;
use treiber_stack::Stack;

type Stacked = Stack<Box<kit::Racy<u32>>>;

/// A value that is written in two steps, so that the model sees who reads it too early.
fn boxed(value: u32) -> Box<kit::Racy<u32>> {
    let item = Box::new(kit::Racy::new(0));
    item.set(value);
    item
}

/// Takes one value off.
fn pop(stack: &Stacked) -> Option<u32> {
    stack.pop().map(|item| item.get())
}

/// Takes everything off, and what was taken off before, in order of size.
fn all(stack: &Stacked, before: &[Option<u32>]) -> Vec<u32> {
    let mut all: Vec<u32> = before.iter().flatten().copied().collect();
    while let Some(value) = pop(stack) {
        all.push(value);
    }
    all.sort_unstable();
    all
}

kit::model! {
    /// Last in, first out.
    fn one_thread() {
        let stack = Stacked::new();
        expect_eq!(pop(&stack), None, "pop() on a new stack");
        stack.push(boxed(1));
        stack.push(boxed(2));
        expect_eq!((pop(&stack), pop(&stack), pop(&stack)), (Some(2), Some(1), None), "three times pop() after 1 and 2 were pushed");
    }

    /// Two threads push and pop: nothing is lost, and nothing comes twice.
    fn two_threads() {
        let stack = Arc::new(Stacked::new());
        stack.push(boxed(1));
        let shared = Arc::clone(&stack);
        let other = thread::spawn(move || {
            shared.push(boxed(2));
            pop(&shared)
        });
        let mine = pop(&stack);
        stack.push(boxed(3));
        let theirs = other.join().unwrap();
        expect_eq!(all(&stack, &[mine, theirs]), [1, 2, 3], "all that came off the stack after 1, 2 and 3 were pushed");
    }

    /// Three threads push and pop: nothing is lost, and nothing comes twice.
    fn three_threads() {
        let stack = Arc::new(Stacked::new());
        stack.push(boxed(1));
        let shared = Arc::clone(&stack);
        let pusher = thread::spawn(move || shared.push(boxed(2)));
        let shared = Arc::clone(&stack);
        let popper = thread::spawn(move || pop(&shared));
        let mine = pop(&stack);
        pusher.join().unwrap();
        let theirs = popper.join().unwrap();
        expect_eq!(all(&stack, &[mine, theirs]), [1, 2], "all that came off the stack after 1 and 2 were pushed");
    }
}
