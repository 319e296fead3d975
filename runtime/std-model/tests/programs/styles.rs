//! Right submissions in styles that the course's authors do not use, each beside a wrong one.

use std_model as std;

use std::cell::UnsafeCell;
use std::hint::spin_loop;
use std::sync::Arc;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::thread;

// ---- guards whose drop exchanges

struct ByExchange {
    locked: AtomicBool,
    /// How a guard gives the lock back.
    unlock: fn(&AtomicBool),
    value: UnsafeCell<u32>,
}
unsafe impl Sync for ByExchange {}

struct Guard<'a>(&'a ByExchange);

impl ByExchange {
    fn new(unlock: fn(&AtomicBool)) -> Arc<ByExchange> {
        Arc::new(ByExchange {
            locked: AtomicBool::new(false),
            unlock,
            value: UnsafeCell::new(0),
        })
    }
    fn lock(&self) -> Guard<'_> {
        while self
            .locked
            .compare_exchange(false, true, Acquire, Relaxed)
            .is_err()
        {
            spin_loop();
        }
        Guard(self)
    }
}
impl Guard<'_> {
    fn add(&mut self) {
        unsafe { *self.0.value.get() += 1 }
    }
}
impl Drop for Guard<'_> {
    fn drop(&mut self) {
        (self.0.unlock)(&self.0.locked);
    }
}

fn exchanged(locked: &AtomicBool) {
    locked
        .compare_exchange(true, false, Release, Relaxed)
        .expect("it was locked");
}
fn exchanged_relaxed(locked: &AtomicBool) {
    locked
        .compare_exchange(true, false, Relaxed, Relaxed)
        .expect("it was locked");
}
fn exchanged_weakly(locked: &AtomicBool) {
    while locked
        .compare_exchange_weak(true, false, Release, Relaxed)
        .is_err()
    {}
}
fn exchanged_the_wrong_way(locked: &AtomicBool) {
    locked
        .compare_exchange(false, true, Release, Relaxed)
        .expect("it was locked");
}
fn updated(locked: &AtomicBool) {
    locked
        .fetch_update(Release, Relaxed, |it| it.then_some(false))
        .unwrap();
}
fn updated_relaxed(locked: &AtomicBool) {
    locked
        .fetch_update(Relaxed, Relaxed, |it| it.then_some(false))
        .unwrap();
}

fn two_add(unlock: fn(&AtomicBool)) {
    let lock = ByExchange::new(unlock);
    let other = lock.clone();
    let thread = thread::spawn(move || other.lock().add());
    lock.lock().add();
    thread.join().unwrap();
    lock.lock();
    assert_eq!(unsafe { *lock.value.get() }, 2);
}
pub fn right_drop_exchanges() {
    two_add(exchanged);
}
pub fn wrong_drop_exchanges_relaxed() {
    two_add(exchanged_relaxed);
}
pub fn right_drop_exchanges_weakly() {
    two_add(exchanged_weakly);
}
pub fn wrong_drop_exchanges_the_wrong_way() {
    two_add(exchanged_the_wrong_way);
}
pub fn right_drop_updates() {
    two_add(updated);
}
pub fn wrong_drop_updates_relaxed() {
    two_add(updated_relaxed);
}

/// Two threads that lock what main holds, while main waits for them; `stuck` in the way of `kit`.
fn stuck(unlock: fn(&AtomicBool), holds: bool) {
    let lock = ByExchange::new(unlock);
    std_model::model::ask::expect_stuck(
        move || {
            let mut guard = lock.lock();
            guard.add();
            let other = lock.clone();
            if !holds {
                drop(guard);
                thread::spawn(move || other.lock().add()).join().unwrap();
            } else {
                let thread = thread::spawn(move || {
                    let own = ByExchange::new(other.unlock);
                    let mut held = own.lock();
                    other.lock().add();
                    held.add();
                });
                thread.join().unwrap();
                drop(guard);
            }
        },
        "nobody was stuck".to_owned(),
    );
}
pub fn right_stuck_and_drop_exchanges() {
    stuck(exchanged, true);
}
pub fn right_stuck_and_drop_exchanges_weakly() {
    stuck(exchanged_weakly, true);
}
pub fn right_stuck_and_drop_updates() {
    stuck(updated, true);
}
pub fn wrong_stuck_although_drop_exchanges() {
    stuck(exchanged, false);
}
pub fn wrong_stuck_although_drop_updates() {
    stuck(updated, false);
}

/// Main returns while a thread still holds a guard.
fn cut_off(unlock: fn(&AtomicBool)) {
    let lock = ByExchange::new(unlock);
    let other = lock.clone();
    thread::spawn(move || {
        loop {
            let mut guard = other.lock();
            guard.add();
            drop(guard);
            thread::park();
        }
    });
    lock.lock().add();
}
pub fn right_cut_off_and_drop_exchanges() {
    cut_off(exchanged);
}
pub fn right_cut_off_and_drop_updates() {
    cut_off(updated);
}
pub fn wrong_cut_off_and_drop_exchanges_relaxed() {
    cut_off(exchanged_relaxed);
}

// ---- a second cell of a number in a mutex

struct Counted {
    locked: AtomicBool,
    value: UnsafeCell<u32>,
    /// A use counter, an owner or a flag.
    beside: UnsafeCell<u64>,
}
unsafe impl Sync for Counted {}

impl Counted {
    fn with<R>(&self, f: impl FnOnce(&Counted) -> R) -> R {
        while self.locked.swap(true, Acquire) {
            spin_loop();
        }
        let result = f(self);
        self.locked.store(false, Release);
        result
    }
}

/// Each thread adds twice; `before` and `after` are run in the critical section, `outside` after it.
fn counted(threads: u64, before: fn(&Counted, u64), after: fn(&Counted), outside: fn(&Counted)) {
    let counted = Arc::new(Counted {
        locked: AtomicBool::new(false),
        value: UnsafeCell::new(0),
        beside: UnsafeCell::new(0),
    });
    let work = move |counted: &Counted, me: u64| {
        counted.with(|it| {
            before(it, me);
            unsafe { *it.value.get() += 1 };
            after(it);
        });
        outside(counted);
    };
    let all: Vec<_> = (1..threads)
        .map(|me| {
            let counted = counted.clone();
            thread::spawn(move || work(&counted, me))
        })
        .collect();
    work(&counted, threads);
    all.into_iter().for_each(|it| it.join().unwrap());
    assert_eq!(
        u64::from(counted.with(|it| unsafe { *it.value.get() })),
        threads
    );
}
fn nothing(_: &Counted) {}
fn count(it: &Counted, _: u64) {
    unsafe { *it.beside.get() += 1 }
}
fn own(it: &Counted, me: u64) {
    unsafe {
        assert_eq!(*it.beside.get(), 0, "nobody owns it");
        *it.beside.get() = me;
    }
}
fn disown(it: &Counted) {
    unsafe { *it.beside.get() = 0 }
}
fn look_beside(it: &Counted) {
    assert!(unsafe { *it.beside.get() } < 10);
}
pub fn right_use_counter_in_a_mutex() {
    counted(2, count, nothing, nothing);
}
pub fn right_use_counter_in_a_mutex_of_three() {
    counted(3, count, nothing, nothing);
}
pub fn wrong_use_counter_looked_at_outside() {
    counted(2, count, nothing, look_beside);
}
pub fn right_owner_in_a_mutex() {
    counted(2, own, disown, nothing);
}
pub fn right_owner_in_a_mutex_of_three() {
    counted(3, own, disown, nothing);
}
pub fn wrong_owner_given_up_outside() {
    counted(2, own, nothing, disown);
}
pub fn wrong_use_counter_written_outside() {
    counted(2, |_, _| (), nothing, |it| count(it, 0));
}

struct Held {
    locked: AtomicBool,
    held: UnsafeCell<bool>,
    value: UnsafeCell<u32>,
}
unsafe impl Sync for Held {}

fn held(threads: usize, release: Ordering) {
    let lock = Arc::new(Held {
        locked: AtomicBool::new(false),
        held: UnsafeCell::new(false),
        value: UnsafeCell::new(0),
    });
    let work = move |lock: &Held| {
        while lock.locked.swap(true, Acquire) {
            spin_loop();
        }
        unsafe {
            assert!(!*lock.held.get());
            *lock.held.get() = true;
            *lock.value.get() += 1;
            *lock.held.get() = false;
        }
        lock.locked.store(false, release);
    };
    let all: Vec<_> = (1..threads)
        .map(|_| {
            let lock = lock.clone();
            thread::spawn(move || work(&lock))
        })
        .collect();
    work(&lock);
    all.into_iter().for_each(|it| it.join().unwrap());
}
pub fn right_held_flag_in_a_mutex() {
    held(2, Release);
}
pub fn right_held_flag_in_a_mutex_of_three() {
    held(3, Release);
}
pub fn wrong_held_flag_in_a_relaxed_mutex() {
    held(2, Relaxed);
}

// ---- waiting loops that write another atomic

struct Busy {
    locked: AtomicBool,
    beside: AtomicUsize,
    value: UnsafeCell<usize>,
}
unsafe impl Sync for Busy {}

fn busy(threads: usize, lock: fn(&Busy)) {
    let busy = Arc::new(Busy {
        locked: AtomicBool::new(false),
        beside: AtomicUsize::new(1),
        value: UnsafeCell::new(0),
    });
    let work = move |busy: &Busy| {
        lock(busy);
        unsafe { *busy.value.get() += 1 };
        busy.locked.store(false, Release);
    };
    let all: Vec<_> = (1..threads)
        .map(|_| {
            let busy = busy.clone();
            thread::spawn(move || work(&busy))
        })
        .collect();
    work(&busy);
    all.into_iter().for_each(|it| it.join().unwrap());
    assert_eq!(unsafe { *busy.value.get() }, threads);
}
fn miss(it: &Busy, order: Ordering) {
    while it.locked.swap(true, order) {
        it.beside.fetch_add(1, Relaxed);
    }
}
fn seed(it: &Busy, order: Ordering) {
    while it
        .locked
        .compare_exchange(false, true, order, Relaxed)
        .is_err()
    {
        let seed = it
            .beside
            .load(Relaxed)
            .wrapping_mul(1_664_525)
            .wrapping_add(1);
        it.beside.store(seed, Relaxed);
        for _ in 0..seed % 4 {
            spin_loop();
        }
    }
}
fn miss_exchanges(it: &Busy, order: Ordering) {
    while it
        .locked
        .compare_exchange_weak(false, true, order, Relaxed)
        .is_err()
    {
        it.beside.fetch_add(1, Relaxed);
        thread::yield_now();
    }
}
fn miss_and_test(it: &Busy, order: Ordering) {
    while it.locked.swap(true, order) {
        it.beside.fetch_add(1, Relaxed);
        while it.locked.load(Relaxed) {
            spin_loop();
        }
    }
}
pub fn right_misses_counted_by_two() {
    busy(2, |it| miss(it, Acquire));
}
pub fn right_misses_counted_by_three() {
    busy(3, |it| miss(it, Acquire));
}
pub fn wrong_misses_counted_by_two() {
    busy(2, |it| miss(it, Relaxed));
}
pub fn wrong_misses_counted_by_three() {
    busy(3, |it| miss(it, Relaxed));
}
pub fn right_seeded_back_off_of_two() {
    busy(2, |it| seed(it, Acquire));
}
pub fn wrong_seeded_back_off_of_two() {
    busy(2, |it| seed(it, Relaxed));
}
pub fn wrong_seeded_back_off_of_three() {
    busy(3, |it| seed(it, Relaxed));
}
pub fn right_failed_exchanges_counted_by_two() {
    busy(2, |it| miss_exchanges(it, Acquire));
}
pub fn wrong_failed_exchanges_counted_by_two() {
    busy(2, |it| miss_exchanges(it, Relaxed));
}
pub fn wrong_failed_exchanges_counted_by_three() {
    busy(3, |it| miss_exchanges(it, Relaxed));
}
pub fn right_misses_counted_before_a_test_by_two() {
    busy(2, |it| miss_and_test(it, Acquire));
}
pub fn right_misses_counted_before_a_test_by_three() {
    busy(3, |it| miss_and_test(it, Acquire));
}
pub fn wrong_misses_counted_before_a_test_by_two() {
    busy(2, |it| miss_and_test(it, Relaxed));
}
pub fn wrong_misses_counted_before_a_test_by_three() {
    busy(3, |it| miss_and_test(it, Relaxed));
}

// ---- sequence locks that are asked more than once

struct Sequence {
    version: AtomicUsize,
    halves: [AtomicUsize; 2],
}

impl Sequence {
    fn version(&self) -> usize {
        self.version.load(Acquire)
    }
    fn is_full(&self) -> bool {
        self.version() >= 2
    }
    fn write(&self, value: usize, fence_order: Option<Ordering>) {
        let version = self.version.load(Relaxed);
        self.version.store(version + 1, Relaxed);
        if let Some(order) = fence_order {
            fence(order);
        }
        self.halves
            .iter()
            .for_each(|half| half.store(value, Relaxed));
        self.version.store(version + 2, Release);
    }
    fn read(&self) -> (usize, usize) {
        loop {
            let before = self.version();
            if before % 2 == 1 {
                spin_loop();
                continue;
            }
            let read = (self.halves[0].load(Relaxed), self.halves[1].load(Relaxed));
            fence(Acquire);
            if self.version.load(Relaxed) == before {
                return read;
            }
        }
    }
}

/// The reader asks before and after; `extra` looks once more.
fn sequence(fence_order: Option<Ordering>, extra: fn(&Sequence)) {
    let sequence = Arc::new(Sequence {
        version: AtomicUsize::new(0),
        halves: [const { AtomicUsize::new(0) }; 2],
    });
    sequence.write(1, Some(Release));
    let other = sequence.clone();
    let thread = thread::spawn(move || other.write(2, fence_order));
    let before = sequence.version();
    let (first, second) = sequence.read();
    extra(&sequence);
    let after = sequence.version();
    assert_eq!(first, second);
    assert!(before <= after);
    if before == after && before % 2 == 0 {
        assert_eq!(first, before / 2);
    }
    thread.join().unwrap();
}
pub fn right_version_asked_before_and_after() {
    sequence(Some(Release), |_| ());
}
pub fn wrong_version_asked_before_and_after() {
    sequence(None, |_| ());
}
pub fn right_asserted_full_after_the_read() {
    sequence(Some(Release), |it| debug_assert!(it.is_full()));
}
pub fn right_asserted_full_twice_after_the_read() {
    sequence(Some(Release), |it| {
        assert!(it.is_full());
        assert!(it.is_full());
    });
}
pub fn wrong_asserted_full_after_the_read() {
    sequence(None, |it| assert!(it.is_full()));
}
