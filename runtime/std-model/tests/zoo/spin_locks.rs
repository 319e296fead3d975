//! Locks that spin: swap, compare-exchange, test-and-test-and-set, ticket, backoff, Peterson, readers and writer.

use super::Animal;
use std_model as std;

use std::cell::UnsafeCell;
use std::hint::spin_loop;
use std::sync::Arc;
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::thread;

pub const ANIMALS: &[Animal] = &[
    Animal {
        name: "swap lock",
        mistakes: 4,
        threads: &[2, 3],
        model: |v, n| exclusion(Swap(v, AtomicBool::new(false)), n),
    },
    Animal {
        name: "exchange lock",
        mistakes: 4,
        threads: &[2, 3],
        model: |v, n| exclusion(Exchange(v, AtomicBool::new(false)), n),
    },
    Animal {
        name: "test and test and set",
        mistakes: 4,
        threads: &[2, 3],
        model: |v, n| exclusion(Test(v, AtomicBool::new(false)), n),
    },
    Animal {
        name: "ticket lock",
        mistakes: 4,
        threads: &[2, 3],
        model: |v, n| exclusion(Ticket(v, AtomicUsize::new(0), AtomicUsize::new(0)), n),
    },
    Animal {
        name: "backoff lock",
        mistakes: 4,
        threads: &[2, 3],
        model: |v, n| exclusion(Backoff(v, AtomicBool::new(false)), n),
    },
    Animal {
        name: "Peterson",
        mistakes: 4,
        threads: &[2],
        model: peterson,
    },
    Animal {
        name: "readers and writer",
        mistakes: 4,
        threads: &[2, 3],
        model: readers_and_writer,
    },
];

trait Lock: Send + Sync + 'static {
    fn lock(&self);
    fn unlock(&self);
}

struct Guarded<L>(L, UnsafeCell<usize>);
// SAFETY: the cell is touched under the lock; where the lock is wrong the model says so.
unsafe impl<L: Sync> Sync for Guarded<L> {}

/// Every thread adds 1 under the lock.
fn exclusion<L: Lock>(lock: L, threads: usize) {
    let guarded = Arc::new(Guarded(lock, UnsafeCell::new(0)));
    let adders: Vec<_> = (0..threads)
        .map(|_| {
            let guarded = guarded.clone();
            thread::spawn(move || {
                guarded.0.lock();
                unsafe { *guarded.1.get() += 1 };
                guarded.0.unlock();
            })
        })
        .collect();
    adders.into_iter().for_each(|adder| adder.join().unwrap());
    assert_eq!(unsafe { *guarded.1.get() }, threads);
}

/// `wrong` for the variant that makes this mistake, else `right`.
fn order(variant: u8, mistake: u8, right: Ordering, wrong: Ordering) -> Ordering {
    if variant == mistake { wrong } else { right }
}

struct Swap(u8, AtomicBool);

impl Lock for Swap {
    fn lock(&self) {
        if self.0 == 3 {
            while self.1.load(Acquire) {}
            return self.1.store(true, Relaxed);
        }
        while self.1.swap(true, order(self.0, 1, Acquire, Relaxed)) {}
    }

    fn unlock(&self) {
        self.1
            .store(self.0 == 4, order(self.0, 2, Release, Relaxed));
    }
}

struct Exchange(u8, AtomicBool);

impl Lock for Exchange {
    fn lock(&self) {
        let take = || {
            self.1
                .compare_exchange_weak(false, true, order(self.0, 1, Acquire, Relaxed), Relaxed)
                .is_err()
        };
        if self.0 == 3 {
            take();
            return;
        }
        while take() {
            if self.0 == 4 && self.1.load(Acquire) {
                break;
            }
        }
    }

    fn unlock(&self) {
        self.1.store(false, order(self.0, 2, Release, Relaxed));
    }
}

struct Test(u8, AtomicBool);

impl Lock for Test {
    fn lock(&self) {
        loop {
            while self.1.load(Relaxed) {
                spin_loop();
            }
            if self.0 == 1 {
                return self.1.store(true, Acquire.max_store());
            }
            if !self.1.swap(true, order(self.0, 2, Acquire, Relaxed)) || self.0 == 4 {
                return;
            }
        }
    }

    fn unlock(&self) {
        self.1.store(false, order(self.0, 3, Release, Relaxed));
    }
}

trait MaxStore {
    fn max_store(self) -> Ordering;
}

impl MaxStore for Ordering {
    /// The strongest ordering of a store.
    fn max_store(self) -> Ordering {
        SeqCst
    }
}

struct Ticket(u8, AtomicUsize, AtomicUsize);

impl Lock for Ticket {
    fn lock(&self) {
        let ticket = if self.0 == 1 {
            let next = self.1.load(Relaxed);
            self.1.store(next + 1, Relaxed);
            next
        } else {
            self.1.fetch_add(1, Relaxed)
        };
        while self.2.load(order(self.0, 2, Acquire, Relaxed)) != ticket {
            thread::yield_now();
        }
    }

    fn unlock(&self) {
        if self.0 == 4 {
            return self.2.store(self.1.load(Relaxed), Release);
        }
        self.2.fetch_add(1, order(self.0, 3, Release, Relaxed));
    }
}

struct Backoff(u8, AtomicBool);

impl Lock for Backoff {
    fn lock(&self) {
        let mut pause = 1;
        let mut tries = 0;
        while self.1.swap(true, order(self.0, 1, Acquire, Relaxed)) {
            (0..pause).for_each(|_| spin_loop());
            pause = (pause * 2).min(64);
            tries += 1;
            if self.0 == 3 && tries == 3 || self.0 == 4 && tries == 1_000 {
                return;
            }
        }
    }

    fn unlock(&self) {
        self.1.store(false, order(self.0, 2, Release, Relaxed));
    }
}

fn peterson(variant: u8, _threads: usize) {
    let shared = Arc::new((
        Guarded((), UnsafeCell::new(0)),
        [AtomicBool::new(false), AtomicBool::new(false)],
        AtomicUsize::new(0),
    ));
    let threads = [0, 1].map(|me| {
        let shared = shared.clone();
        thread::spawn(move || {
            let (guarded, wants, turn) = &*shared;
            let other = 1 - me;
            let set = order(variant, 1, SeqCst, Release);
            if variant == 3 {
                turn.store(other, SeqCst);
            }
            wants[me].store(true, set);
            if variant != 3 {
                turn.store(if variant == 2 { me } else { other }, set);
            }
            while wants[other].load(order(variant, 1, SeqCst, Acquire))
                && turn.load(order(variant, 1, SeqCst, Acquire)) == other
            {
                spin_loop();
            }
            unsafe { *guarded.1.get() += 1 };
            wants[me].store(false, order(variant, 4, SeqCst, Relaxed));
        })
    });
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    assert_eq!(unsafe { *shared.0.1.get() }, 2);
}

const WRITER: usize = usize::MAX;

/// One writer, and readers for the other threads. Data: two halves that are always equal.
fn readers_and_writer(variant: u8, threads: usize) {
    let shared = Arc::new((
        AtomicUsize::new(0),
        Guarded((), UnsafeCell::new(0)),
        Guarded((), UnsafeCell::new(0)),
    ));
    let writer = {
        let shared = shared.clone();
        thread::spawn(move || {
            let (state, a, b) = &*shared;
            let free = |now: usize| {
                if variant == 1 {
                    now != WRITER
                } else {
                    now == 0
                }
            };
            loop {
                let now = state.load(Relaxed);
                if free(now)
                    && state
                        .compare_exchange(now, WRITER, Acquire, Relaxed)
                        .is_ok()
                {
                    break;
                }
                spin_loop();
            }
            unsafe { *a.1.get() += 1 };
            unsafe { *b.1.get() += 1 };
            state.store(0, order(variant, 3, Release, Relaxed));
        })
    };
    let readers: Vec<_> = (1..threads)
        .map(|_| {
            let shared = shared.clone();
            thread::spawn(move || {
                let (state, a, b) = &*shared;
                loop {
                    let now = state.load(Relaxed);
                    if now == WRITER {
                        spin_loop();
                        continue;
                    }
                    if variant == 4 {
                        state.fetch_add(1, AcqRel);
                        break;
                    }
                    if state
                        .compare_exchange(now, now + 1, Acquire, Relaxed)
                        .is_ok()
                    {
                        break;
                    }
                }
                let halves = (a.read(), b.read());
                assert_eq!(halves.0, halves.1, "a reader saw half of a write");
                state.fetch_sub(1, order(variant, 2, Release, Relaxed));
            })
        })
        .collect();
    writer.join().unwrap();
    readers
        .into_iter()
        .for_each(|reader| reader.join().unwrap());
}

impl<L> Guarded<L> {
    /// Reads; two readers are no race.
    fn read(&self) -> usize {
        unsafe { *self.1.read_here() }
    }
}
