//! With locks, condition variables and parking: channel, semaphore, barrier, bounded queue, executor.

use super::Animal;
use std_model as std;

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

pub const ANIMALS: &[Animal] = &[
    Animal {
        name: "channel",
        mistakes: 4,
        threads: &[2, 3],
        model: channel,
    },
    Animal {
        name: "semaphore",
        mistakes: 4,
        threads: &[2, 3],
        model: semaphore,
    },
    Animal {
        name: "barrier",
        mistakes: 3,
        threads: &[2, 3],
        model: barrier,
    },
    Animal {
        name: "bounded queue",
        mistakes: 4,
        threads: &[2, 3],
        model: bounded_queue,
    },
    Animal {
        name: "executor",
        mistakes: 3,
        threads: &[2],
        model: executor,
    },
    Animal {
        name: "back off",
        mistakes: 3,
        threads: &[2],
        model: back_off,
    },
];

/// Both threads need both locks, each in its own order. Whoever does not get the second one gives the first one back and
/// begins again.
fn back_off(variant: u8, _threads: usize) {
    let both = Arc::new([Mutex::new(0), Mutex::new(0)]);
    let add = move |both: &[Mutex<usize>; 2], first: usize| {
        loop {
            let mut one = both[first].lock().unwrap();
            let other = &both[1 - first];
            // Mistake 1: waits for the second lock with the first one in its hands.
            let other = match variant {
                1 => other.lock().ok(),
                _ => other.try_lock().ok(),
            };
            if let Some(mut other) = other {
                *one += 1;
                *other += 1;
                return;
            }
            match variant {
                // Mistake 2: does without the second lock.
                2 => *one += 1,
                // Mistake 3: gives up.
                3 => {}
                _ => continue,
            }
            return;
        }
    };
    let theirs = both.clone();
    let other = thread::spawn(move || add(&theirs, 1));
    add(&both, 0);
    other.join().unwrap();
    let [one, other] = &*both;
    assert_eq!((*one.lock().unwrap(), *other.lock().unwrap()), (2, 2));
}

/// Producers send one value each; main receives until all are gone.
fn channel(variant: u8, threads: usize) {
    let shared = Arc::new((Mutex::new((VecDeque::new(), threads)), Condvar::new()));
    let producers: Vec<_> = (0..threads)
        .map(|value| {
            let shared = shared.clone();
            thread::spawn(move || {
                let (state, changed) = &*shared;
                if variant == 2 {
                    // Says that it has ended before it has sent.
                    state.lock().unwrap().1 -= 1;
                    changed.notify_one();
                }
                state.lock().unwrap().0.push_back(value);
                if variant != 4 {
                    changed.notify_one();
                }
                if variant != 2 {
                    state.lock().unwrap().1 -= 1;
                }
                if variant != 3 && variant != 4 {
                    changed.notify_one();
                }
            })
        })
        .collect();
    let mut got = Vec::new();
    let (state, changed) = &*shared;
    loop {
        let mut now = state.lock().unwrap();
        if variant == 1 {
            if now.0.is_empty() && now.1 > 0 {
                now = changed.wait(now).unwrap();
            }
        } else {
            while now.0.is_empty() && now.1 > 0 {
                now = changed.wait(now).unwrap();
            }
        }
        match now.0.pop_front() {
            Some(value) => got.push(value),
            None => break,
        }
    }
    producers
        .into_iter()
        .for_each(|producer| producer.join().unwrap());
    got.sort_unstable();
    assert_eq!(got, (0..threads).collect::<Vec<_>>());
}

/// One permit; never two threads inside.
fn semaphore(variant: u8, threads: usize) {
    let shared = Arc::new((Mutex::new(1), Condvar::new(), AtomicUsize::new(0)));
    let workers: Vec<_> = (0..threads)
        .map(|_| {
            let shared = shared.clone();
            thread::spawn(move || {
                let (permits, freed, inside) = &*shared;
                let mut left = permits.lock().unwrap();
                if variant == 1 {
                    if *left == 0 {
                        left = freed.wait(left).unwrap();
                    }
                } else {
                    while *left == 0 {
                        left = freed.wait(left).unwrap();
                    }
                }
                if variant == 3 {
                    drop(left);
                    left = permits.lock().unwrap();
                }
                *left = i32::saturating_sub(*left, 1).max(0);
                drop(left);
                assert_eq!(
                    inside.fetch_add(1, SeqCst),
                    0,
                    "two threads have the one permit"
                );
                inside.fetch_sub(1, SeqCst);
                if variant == 4 {
                    freed.notify_one();
                }
                *permits.lock().unwrap() += 1;
                if variant != 2 && variant != 4 {
                    freed.notify_one();
                }
            })
        })
        .collect();
    workers
        .into_iter()
        .for_each(|worker| worker.join().unwrap());
}

/// Nobody passes before all have come.
fn barrier(variant: u8, threads: usize) {
    let shared = Arc::new((Mutex::new((0, 0)), Condvar::new(), AtomicUsize::new(0)));
    let workers: Vec<_> = (0..threads)
        .map(|_| {
            let shared = shared.clone();
            thread::spawn(move || {
                let (state, opened, came) = &*shared;
                came.fetch_add(1, SeqCst);
                let mut now = state.lock().unwrap();
                now.0 += 1;
                let generation = now.1;
                if now.0 == threads {
                    now.0 = 0;
                    now.1 += 1;
                    if variant != 3 {
                        opened.notify_all();
                    }
                } else if variant == 1 {
                    now = opened.wait(now).unwrap();
                } else {
                    while if variant == 2 {
                        now.0 != threads
                    } else {
                        now.1 == generation
                    } {
                        now = opened.wait(now).unwrap();
                    }
                }
                drop(now);
                assert_eq!(came.load(SeqCst), threads, "passed before all had come");
            })
        })
        .collect();
    workers
        .into_iter()
        .for_each(|worker| worker.join().unwrap());
}

/// Room for one; threads - 1 producers, one consumer.
fn bounded_queue(variant: u8, threads: usize) {
    struct Queue {
        items: Mutex<VecDeque<usize>>,
        not_empty: Condvar,
        not_full: Condvar,
    }
    let queue = Arc::new(Queue {
        items: Mutex::default(),
        not_empty: Condvar::new(),
        not_full: Condvar::new(),
    });
    let each = if threads == 2 { 2 } else { 1 };
    let producers: Vec<_> = (1..threads)
        .map(|_| {
            let queue = queue.clone();
            thread::spawn(move || {
                for value in 0..each {
                    let mut items = queue.items.lock().unwrap();
                    while items.len() == 1 && variant != 3 {
                        items = queue.not_full.wait(items).unwrap();
                    }
                    items.push_back(value);
                    assert!(items.len() == 1, "more than there is room for");
                    if variant != 4 {
                        queue.not_empty.notify_one();
                    }
                }
            })
        })
        .collect();
    for _ in 0..each * (threads - 1) {
        let mut items = queue.items.lock().unwrap();
        if variant == 1 {
            if items.is_empty() {
                items = queue.not_empty.wait(items).unwrap();
            }
        } else {
            while items.is_empty() {
                items = queue.not_empty.wait(items).unwrap();
            }
        }
        items.pop_front().expect("an item, after waiting for one");
        if variant != 2 {
            queue.not_full.notify_one();
        }
    }
    producers
        .into_iter()
        .for_each(|producer| producer.join().unwrap());
}

struct Unparker {
    thread: Thread,
    woken: AtomicBool,
    variant: u8,
}

impl Wake for Unparker {
    fn wake(self: Arc<Self>) {
        if self.variant == 2 {
            self.thread.unpark();
        }
        self.woken.store(true, Release);
        if self.variant != 2 {
            self.thread.unpark();
        }
    }
}

fn block_on<F: Future + Unpin>(variant: u8, mut future: F) -> F::Output {
    let unparker = Arc::new(Unparker {
        thread: thread::current(),
        woken: AtomicBool::new(false),
        variant,
    });
    let waker = Waker::from(unparker.clone());
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = Pin::new(&mut future).poll(&mut context) {
            return value;
        }
        if variant == 1 {
            // Forgets a wake-up that came during the poll.
            unparker.woken.store(false, Relaxed);
        }
        while !unparker.woken.load(Acquire) {
            if variant == 3 {
                // Takes the token of a wake-up that came early, and then waits for another one.
                thread::park_timeout(std::time::Duration::ZERO);
            }
            thread::park();
        }
        unparker.woken.store(false, Relaxed);
    }
}

/// Ready when another thread has said so and woken the waker it found.
struct Told(Arc<Mutex<(bool, Option<Waker>)>>);

impl Future for Told {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock().unwrap();
        if state.0 {
            return Poll::Ready(());
        }
        state.1 = Some(context.waker().clone());
        Poll::Pending
    }
}

fn executor(variant: u8, _threads: usize) {
    let state = Arc::new(Mutex::new((false, None::<Waker>)));
    let other = state.clone();
    let teller = thread::spawn(move || {
        let waker = {
            let mut state = other.lock().unwrap();
            state.0 = true;
            state.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    block_on(variant, Told(state));
    teller.join().unwrap();
}
