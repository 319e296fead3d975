//! Without locks: sequence lock, once-cell, ring of one producer and one consumer, Treiber's stack.

use super::Animal;
use std_model as std;

use std::cell::UnsafeCell;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicPtr, AtomicUsize, fence};
use std::thread;

pub const ANIMALS: &[Animal] = &[
    Animal {
        name: "sequence lock",
        mistakes: 4,
        threads: &[2, 3],
        model: sequence_lock,
    },
    Animal {
        name: "once-cell",
        mistakes: 4,
        threads: &[2, 3],
        model: once_cell,
    },
    Animal {
        name: "ring",
        mistakes: 4,
        threads: &[2],
        model: ring,
    },
    Animal {
        name: "Treiber's stack",
        mistakes: 4,
        threads: &[2, 3],
        model: treiber,
    },
];

fn order(variant: u8, mistake: u8, right: Ordering, wrong: Ordering) -> Ordering {
    if variant == mistake { wrong } else { right }
}

struct Cell<T>(UnsafeCell<T>);
// SAFETY: where accesses are not ordered the model says so.
unsafe impl<T: Send> Sync for Cell<T> {}

fn sequence_lock(variant: u8, threads: usize) {
    let shared = Arc::new((
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    ));
    let writer = {
        let shared = shared.clone();
        thread::spawn(move || {
            let (sequence, a, b) = &*shared;
            if variant != 4 {
                sequence.store(1, Relaxed);
            }
            if variant != 1 {
                fence(Release);
            }
            a.store(1, Relaxed);
            b.store(1, Relaxed);
            sequence.store(2, Release);
        })
    };
    let readers: Vec<_> = (1..threads)
        .map(|_| {
            let shared = shared.clone();
            thread::spawn(move || {
                let (sequence, a, b) = &*shared;
                loop {
                    let before = sequence.load(Acquire);
                    if before % 2 == 1 {
                        continue;
                    }
                    let seen = (a.load(Relaxed), b.load(Relaxed));
                    if variant != 2 {
                        fence(Acquire);
                    }
                    if variant == 3 || sequence.load(Relaxed) == before {
                        assert_eq!(seen.0, seen.1, "a reader saw half of a write");
                        break;
                    }
                }
            })
        })
        .collect();
    writer.join().unwrap();
    readers
        .into_iter()
        .for_each(|reader| reader.join().unwrap());
}

struct OnceCell {
    state: AtomicUsize,
    value: Cell<usize>,
    made: AtomicUsize,
}

impl OnceCell {
    fn get(&self, variant: u8) -> usize {
        loop {
            match self.state.load(order(variant, 1, Acquire, Relaxed)) {
                2 => break,
                0 if variant == 3 => {
                    self.state.store(1, Relaxed);
                    self.make(variant);
                    break;
                }
                0 if self.state.compare_exchange(0, 1, Acquire, Relaxed).is_ok() => {
                    self.make(variant);
                    break;
                }
                1 if variant == 4 => break,
                _ => thread::yield_now(),
            }
        }
        unsafe { *self.value.0.read_here() }
    }

    fn make(&self, variant: u8) {
        unsafe { *self.value.0.get() = 7 };
        self.made.fetch_add(1, Relaxed);
        self.state.store(2, order(variant, 2, Release, Relaxed));
    }
}

fn once_cell(variant: u8, threads: usize) {
    let cell = Arc::new(OnceCell {
        state: AtomicUsize::new(0),
        value: Cell(UnsafeCell::new(0)),
        made: AtomicUsize::new(0),
    });
    let getters: Vec<_> = (0..threads)
        .map(|_| {
            let cell = cell.clone();
            thread::spawn(move || assert_eq!(cell.get(variant), 7))
        })
        .collect();
    getters
        .into_iter()
        .for_each(|getter| getter.join().unwrap());
    assert_eq!(cell.made.load(Relaxed), 1, "initialised more than once");
}

const ROOM: usize = 2;

/// Head and tail count up for ever; slot is number modulo room.
fn ring(variant: u8, _threads: usize) {
    let shared = Arc::new((
        [Cell(UnsafeCell::new(0)), Cell(UnsafeCell::new(0))],
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    ));
    let producer = {
        let shared = shared.clone();
        thread::spawn(move || {
            let (slots, head, tail) = &*shared;
            for number in 0..ROOM + 1 {
                let room = if variant == 3 { ROOM + 1 } else { ROOM };
                while number - head.load(order(variant, 2, Acquire, Relaxed)) >= room {}
                unsafe { *slots[number % ROOM].0.get() = number + 10 };
                tail.store(number + 1, order(variant, 1, Release, Relaxed));
            }
        })
    };
    let (slots, head, tail) = &*shared;
    for number in 0..ROOM + 1 {
        while tail.load(Acquire) <= number {}
        if variant == 4 {
            head.store(number + 1, Release);
        }
        assert_eq!(unsafe { *slots[number % ROOM].0.get() }, number + 10);
        head.store(number + 1, Release);
    }
    producer.join().unwrap();
}

struct Node {
    value: Cell<usize>,
    next: AtomicPtr<Node>,
}

struct Stack(AtomicPtr<Node>);

impl Stack {
    fn push(&self, variant: u8, value: usize) {
        let node = Box::into_raw(Box::new(Node {
            value: Cell(UnsafeCell::new(0)),
            next: AtomicPtr::new(ptr::null_mut()),
        }));
        // SAFETY: nodes are never freed.
        unsafe { *(*node).value.0.get() = value };
        loop {
            let head = self.0.load(Relaxed);
            // SAFETY: as above.
            unsafe { (*node).next.store(head, Relaxed) };
            if variant == 1 {
                return self.0.store(node, Release);
            }
            if self
                .0
                .compare_exchange(head, node, order(variant, 2, Release, Relaxed), Relaxed)
                .is_ok()
            {
                return;
            }
        }
    }

    fn pop(&self, variant: u8) -> Option<usize> {
        loop {
            let head = self.0.load(order(variant, 3, Acquire, Relaxed));
            if head.is_null() {
                return None;
            }
            // SAFETY: as above.
            let next = unsafe { (*head).next.load(Relaxed) };
            if variant == 4 {
                self.0.store(next, Release);
            } else if self
                .0
                .compare_exchange(head, next, order(variant, 3, AcqRel, Relaxed), Relaxed)
                .is_err()
            {
                continue;
            }
            // SAFETY: as above.
            return Some(unsafe { *(*head).value.0.get() });
        }
    }
}

/// Threads push one value each and pop one; every value comes out once.
fn treiber(variant: u8, threads: usize) {
    let stack = Arc::new(Stack(AtomicPtr::default()));
    let workers: Vec<_> = (1..=threads)
        .map(|value| {
            let stack = stack.clone();
            thread::spawn(move || {
                stack.push(variant, value);
                stack.pop(variant)
            })
        })
        .collect();
    let popped: Vec<_> = workers
        .into_iter()
        .filter_map(|worker| worker.join().unwrap())
        .collect();
    let left: Vec<_> = std::iter::from_fn(|| stack.pop(0)).collect();
    let mut all = [popped, left].concat();
    all.sort_unstable();
    assert_eq!(
        all,
        (1..=threads).collect::<Vec<_>>(),
        "values were lost or came twice"
    );
}
