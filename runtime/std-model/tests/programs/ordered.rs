//! SeqCst: as strong as the language promises, and no stronger.

use std_model as std;

use std::cell::UnsafeCell;
use std::hint::spin_loop;
use std::sync::Arc;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::thread;

struct C(UnsafeCell<u32>);
unsafe impl Sync for C {}
unsafe impl Send for C {}

impl C {
    fn new() -> C {
        C(UnsafeCell::new(0))
    }
    fn add(&self) {
        unsafe { *self.0.get() += 1 }
    }
    fn read(&self) -> u32 {
        unsafe { *self.0.get() }
    }
}

/// Runs it on another thread and on main, with the numbers 0 and 1.
fn both<T: Send + Sync + 'static>(shared: T, f: impl Fn(&T, usize) + Send + Copy + 'static) {
    let shared = Arc::new(shared);
    let other = shared.clone();
    let thread = thread::spawn(move || f(&other, 0));
    f(&shared, 1);
    thread.join().unwrap();
}

// ---- locks

struct Lock {
    taken: AtomicBool,
    sales: AtomicU32,
    data: C,
}

fn lock() -> Lock {
    Lock {
        taken: AtomicBool::new(false),
        sales: AtomicU32::new(0),
        data: C::new(),
    }
}

pub fn right_swap_lock() {
    both(lock(), |it, _| {
        while it.taken.swap(true, SeqCst) {
            thread::yield_now();
        }
        it.data.add();
        it.taken.store(false, SeqCst);
        it.sales.fetch_add(1, SeqCst);
    });
}
pub fn wrong_given_back_too_early() {
    both(lock(), |it, _| {
        while it.taken.swap(true, SeqCst) {
            thread::yield_now();
        }
        it.taken.store(false, SeqCst);
        it.data.add();
        it.sales.fetch_add(1, SeqCst);
    });
}
pub fn wrong_given_back_too_early_without_a_step_behind() {
    both(lock(), |it, _| {
        while it.taken.swap(true, SeqCst) {
            thread::yield_now();
        }
        it.taken.store(false, SeqCst);
        it.data.add();
    });
}

struct Tickets {
    next: AtomicU32,
    served: AtomicU32,
    data: C,
}

fn tickets() -> Tickets {
    Tickets {
        next: AtomicU32::new(0),
        served: AtomicU32::new(0),
        data: C::new(),
    }
}

pub fn right_tickets() {
    both(tickets(), |it, _| {
        let mine = it.next.fetch_add(1, SeqCst);
        while it.served.load(SeqCst) != mine {
            spin_loop();
        }
        it.data.add();
        it.served.fetch_add(1, SeqCst);
    });
}
pub fn wrong_tickets_by_load_and_store() {
    both(tickets(), |it, _| {
        let mine = it.next.load(SeqCst);
        it.next.store(mine + 1, SeqCst);
        while it.served.load(SeqCst) != mine {
            spin_loop();
        }
        it.data.add();
        it.served.fetch_add(1, SeqCst);
    });
}

struct Bakery {
    choosing: [AtomicBool; 2],
    number: [AtomicU32; 2],
    data: C,
}

fn bakery() -> Bakery {
    Bakery {
        choosing: Default::default(),
        number: Default::default(),
        data: C::new(),
    }
}

fn bake(it: &Bakery, me: usize, waits_for_choosing: bool) {
    let other = 1 - me;
    it.choosing[me].store(true, SeqCst);
    let mine = 1 + it.number[0].load(SeqCst).max(it.number[1].load(SeqCst));
    it.number[me].store(mine, SeqCst);
    it.choosing[me].store(false, SeqCst);
    while waits_for_choosing && it.choosing[other].load(SeqCst) {
        spin_loop();
    }
    loop {
        let theirs = it.number[other].load(SeqCst);
        if theirs == 0 || (mine, me) < (theirs, other) {
            break;
        }
        spin_loop();
    }
    it.data.add();
    it.number[me].store(0, SeqCst);
}

pub fn right_bakery() {
    both(bakery(), |it, me| bake(it, me, true));
}
pub fn wrong_bakery_that_does_not_wait_for_choosing() {
    both(bakery(), |it, me| bake(it, me, false));
}

// ---- flags

struct Flags {
    want: [AtomicBool; 2],
    turn: AtomicUsize,
    data: C,
}

fn flags() -> Flags {
    Flags {
        want: Default::default(),
        turn: AtomicUsize::new(0),
        data: C::new(),
    }
}

fn peterson(it: &Flags, me: usize, order: Ordering, reading: Ordering) {
    let other = 1 - me;
    it.want[me].store(true, order);
    it.turn.store(other, order);
    while it.want[other].load(reading) && it.turn.load(reading) == other {
        spin_loop();
    }
    it.data.add();
    it.want[me].store(false, order);
}

pub fn right_peterson() {
    both(flags(), |it, me| peterson(it, me, SeqCst, SeqCst));
}
pub fn wrong_peterson_with_release_and_acquire() {
    both(flags(), |it, me| peterson(it, me, Release, Acquire));
}
pub fn wrong_peterson_with_weaker_loads() {
    both(flags(), |it, me| peterson(it, me, SeqCst, Acquire));
}
pub fn right_store_buffering() {
    both(flags(), |it, me| {
        it.want[me].store(true, SeqCst);
        // At most one of them sees that the other has not come.
        if !it.want[1 - me].load(SeqCst) {
            it.data.add();
        }
    });
}
pub fn wrong_store_buffering_with_a_weaker_load() {
    both(flags(), |it, me| {
        it.want[me].store(true, SeqCst);
        if !it.want[1 - me].load(Acquire) {
            it.data.add();
        }
    });
}

// ---- an access beside

pub fn wrong_taken_after_it_was_seen_free() {
    let it = Arc::new((AtomicU32::new(0), AtomicU32::new(0), C::new()));
    let other = it.clone();
    let thread = thread::spawn(move || {
        if other.0.load(SeqCst) == 0 {
            other.1.load(SeqCst);
            other.2.add();
            other.1.store(0, SeqCst);
        }
    });
    it.0.store(1, SeqCst);
    it.1.load(SeqCst);
    it.2.add();
    it.0.store(0, SeqCst);
    thread.join().unwrap();
}

fn publish(written: Ordering, read: Ordering, beside: [bool; 2]) {
    let it = Arc::new((C::new(), AtomicU32::new(0), AtomicBool::new(false)));
    let other = it.clone();
    let thread = thread::spawn(move || {
        other.0.add();
        if beside[0] {
            other.1.fetch_add(1, SeqCst);
        }
        other.2.store(true, written);
    });
    if it.2.load(read) {
        if beside[1] {
            it.1.fetch_add(1, SeqCst);
        }
        it.0.read();
    }
    thread.join().unwrap();
}

pub fn right_published_beside_counters() {
    publish(Release, Acquire, [true, true]);
}
pub fn wrong_reader_with_a_counter_and_a_relaxed_flag() {
    publish(Release, Relaxed, [false, true]);
}
pub fn wrong_writer_with_a_counter_and_a_relaxed_flag() {
    publish(Relaxed, Acquire, [true, false]);
}

// ---- mixed with weaker orderings

pub fn right_mixed_lock() {
    both(lock(), |it, _| {
        while it.taken.swap(true, SeqCst) {
            thread::yield_now();
        }
        it.data.add();
        it.taken.store(false, Release);
    });
}
pub fn wrong_mixed_lock() {
    both(lock(), |it, _| {
        while it.taken.swap(true, SeqCst) {
            thread::yield_now();
        }
        it.data.add();
        it.taken.store(false, Relaxed);
    });
}
