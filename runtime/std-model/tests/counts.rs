//! How many executions models take that leave little to choose, against the fewest that tell all their outcomes apart: one for
//! each graph of who reads what from whom, a wait being one read of what ends it. We cannot know that a thread does the same whether
//! it had to wait or not, so for each wait both are tried: 2 to the 3rd for three waiters. `--nocapture` shows the table.

#![allow(missing_docs)]

use kit_wire::sealed::Bounds;
use std_model as std;

use std::cell::UnsafeCell;
use std::hint::spin_loop;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize};
use std::sync::{Arc, Mutex};
use std::thread;

/// A model, the most executions that it may take, and the fewest with which it could be done; 0: nobody has counted them.
struct Case(&'static str, fn(), u64, u64);

const CASES: &[Case] = &[
    Case("a waiter on a flag", || waiters(1), 2, 1),
    Case("two waiters on a flag", || waiters(2), 4, 1),
    Case("three waiters on a flag", || waiters(3), 8, 1),
    Case("hand-over along three threads", hand_over, 4, 1),
    Case("three readers of one write", readers, 8, 8),
    Case("x = x + 1 in three threads", load_and_store, 36, 36),
    Case(
        "two threads take a lock thrice",
        || locks(2, thrice, false),
        20,
        20,
    ),
    Case(
        "the same with a try_lock",
        || locks(2, thrice, true),
        96,
        20,
    ),
    Case("four threads take a lock", || locks(4, once, false), 24, 24),
    Case("failing exchanges in three threads", exchanges, 8, 8),
    Case("ticket lock, three threads", ticket, 48, 6),
    Case(
        "test-and-test-and-set lock, three threads",
        test_and_set,
        288,
        6,
    ),
    Case("spin barrier of two", spin_barrier, 4, 2),
    Case("ring of two, three items", ring, 90, 9),
    Case("queue of two, three threads", queue, 32, 0),
    Case("one of two backs off", one_backs_off, 8, 0),
];

#[test]
fn not_many_more_executions_than_are_needed() {
    let mut ratios = Vec::new();
    let mut wrong = Vec::new();
    for &Case(name, model, most, fewest) in CASES {
        let started = ::std::time::Instant::now();
        let report = std_model::model::explore(&Bounds::default(), model);
        assert!(report.failure.is_none(), "{name}: {:?}", report.failure);
        assert_eq!(report.unsupported, None, "{name}");
        let took = started.elapsed();
        println!(
            "{name:42} {:7} of {most}, fewest {fewest}, complete {}, {took:.0?}",
            report.executions, report.complete
        );
        if fewest > 0 {
            ratios.push(report.executions as f64 / fewest as f64);
        }
        if !report.complete || report.executions > most {
            wrong.push(name);
        }
    }
    ratios.sort_by(f64::total_cmp);
    println!("median {:.2}", ratios[ratios.len() / 2]);
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Runs the function in so many threads beside each other, and `meanwhile` in the main thread.
fn together<S: Send + Sync + 'static>(
    shared: S,
    threads: usize,
    run: fn(&S, usize),
    meanwhile: fn(&S),
) -> Arc<S> {
    let shared = Arc::new(shared);
    let running: Vec<_> = (0..threads)
        .map(|number| {
            let shared = shared.clone();
            thread::spawn(move || run(&shared, number))
        })
        .collect();
    meanwhile(&shared);
    running
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    shared
}

fn waiters(threads: usize) {
    let wait = |flag: &AtomicBool, _| {
        while !flag.load(Acquire) {
            spin_loop();
        }
    };
    together(AtomicBool::new(false), threads, wait, |flag| {
        flag.store(true, Release);
    });
}

fn hand_over() {
    let flags: [AtomicBool; 3] = [const { AtomicBool::new(false) }; 3];
    let pass_on = |flags: &[AtomicBool; 3], number: usize| {
        while number > 0 && !flags[number - 1].load(Acquire) {
            spin_loop();
        }
        flags[number].store(true, Release);
    };
    together(flags, 3, pass_on, |_| ());
}

fn readers() {
    let read = |it: &AtomicU32, _| {
        it.load(Relaxed);
    };
    together(AtomicU32::new(0), 3, read, |it| it.store(1, Relaxed));
}

/// The stores come in one of 6 orders, and who stores first, second, third has read one of 1, 2, 3 values.
fn load_and_store() {
    let add = |it: &AtomicU32, _| it.store(it.load(Relaxed) + 1, Relaxed);
    together(AtomicU32::new(0), 3, add, |_| ());
}

/// The threads take the lock in some order: 20 orders for two that take it thrice, 24 for four that take it once. `looks`: it is
/// looked at afterwards too, when nobody holds it.
fn locks(threads: usize, add: fn(&Mutex<u32>, usize), looks: bool) {
    let it = together(Mutex::new(0), threads, add, |_| ());
    if looks {
        drop(it.try_lock().unwrap());
    }
}

fn once(it: &Mutex<u32>, _: usize) {
    *it.lock().unwrap() += 1;
}

fn thrice(it: &Mutex<u32>, _: usize) {
    (0..3).for_each(|_| *it.lock().unwrap() += 1);
}

fn exchanges() {
    let fail = |it: &AtomicU32, _| {
        assert!(it.compare_exchange(7, 8, AcqRel, Relaxed).is_err());
    };
    together(AtomicU32::new(0), 3, fail, |it| it.store(1, Relaxed));
}

/// The threads draw their tickets in one of 6 orders.
fn ticket() {
    let run = |(next, serving, it): &(AtomicU32, AtomicU32, Number), _| {
        let ticket = next.fetch_add(1, Relaxed);
        while serving.load(Acquire) != ticket {
            spin_loop();
        }
        it.add();
        serving.store(ticket + 1, Release);
    };
    let shared = (AtomicU32::new(0), AtomicU32::new(0), Number::default());
    together(shared, 3, run, |_| ());
}

/// The threads come in one of 6 orders, if no failing swap is counted.
fn test_and_set() {
    let run = |(locked, it): &(AtomicBool, Number), _| {
        while locked.swap(true, Acquire) {
            while locked.load(Relaxed) {
                spin_loop();
            }
        }
        it.add();
        locked.store(false, Release);
    };
    together((AtomicBool::new(false), Number::default()), 3, run, |_| ());
}

/// One of the two comes last.
fn spin_barrier() {
    let run = |(arrived, open): &(AtomicU32, AtomicBool), _| {
        if arrived.fetch_add(1, AcqRel) == 1 {
            open.store(true, Release);
        }
        while !open.load(Acquire) {
            spin_loop();
        }
    };
    let shared = (AtomicU32::new(0), AtomicBool::new(false));
    together(shared, 2, run, |_| ());
}

/// Of what the second and third `push` and the first and second `pop` read of the other side, 3 times 3 pairs go together.
fn ring() {
    type Ring = (AtomicUsize, AtomicUsize, [Number; 2]);
    let run = |(head, tail, slots): &Ring, number: usize| {
        for item in 0..3 {
            if number == 0 {
                while item - head.load(Acquire) == 2 {
                    spin_loop();
                }
                slots[item % 2].add();
                tail.store(item + 1, Release);
            } else {
                while tail.load(Acquire) == item {
                    spin_loop();
                }
                slots[item % 2].add();
                head.store(item + 1, Release);
            }
        }
    };
    together(Ring::default(), 2, run, |_| ());
}

/// Vyukov's queue with two places; two threads push, one pops twice.
fn queue() {
    struct Place(AtomicUsize, Number);
    type Queue = (AtomicUsize, [Place; 2]);
    let run = |(tail, places): &Queue, number: usize| {
        if number == 2 {
            for (item, place) in places.iter().enumerate() {
                while place.0.load(Acquire) != item + 1 {
                    spin_loop();
                }
                place.1.add();
                place.0.store(item + 2, Release);
            }
            return;
        }
        let mut at = tail.load(Relaxed);
        loop {
            let place = &places[at % 2];
            if place.0.load(Acquire) == at {
                match tail.compare_exchange(at, at + 1, Relaxed, Relaxed) {
                    Ok(_) => {
                        place.1.add();
                        place.0.store(at + 1, Release);
                        return;
                    }
                    Err(now) => at = now,
                }
            } else {
                at = tail.load(Relaxed);
            }
        }
    };
    let places = [0, 1].map(|number| Place(AtomicUsize::new(number), Number::default()));
    together((AtomicUsize::new(0), places), 3, run, |_| ());
}

/// Takes both locks; who finds the second one taken begins again.
fn take_both(locks: &[Mutex<u32>; 2], first: usize) {
    loop {
        let _first = locks[first].lock().unwrap();
        if let Ok(mut second) = locks[1 - first].try_lock() {
            *second += 1;
            return;
        }
    }
}

fn one_backs_off() {
    let run = |locks: &[Mutex<u32>; 2], number: usize| {
        if number == 0 {
            return take_both(locks, 0);
        }
        let _first = locks[1].lock().unwrap();
        *locks[0].lock().unwrap() += 1;
    };
    together([Mutex::new(0), Mutex::new(0)], 2, run, |_| ());
}

/// They may make way for each other as often as they like, so there is no last execution.
#[test]
fn where_both_back_off_few_switches_are_tried() {
    let report = std_model::model::explore(&Bounds::default(), || {
        together([Mutex::new(0), Mutex::new(0)], 2, take_both, |_| ());
    });
    assert!(report.failure.is_none(), "{:?}", report.failure);
    assert_eq!((report.complete, report.covered), (false, Some(2)));
    assert!(report.executions <= 704, "{}", report.executions);
}

/// A number that one thread at a time may add to.
#[derive(Default)]
struct Number(UnsafeCell<u32>);

// SAFETY: whoever uses it sees to it that nobody else does; the model looks whether that is so.
unsafe impl Sync for Number {}

impl Number {
    fn add(&self) {
        // SAFETY: nobody else uses it.
        unsafe { *self.0.get() += 1 };
    }
}
