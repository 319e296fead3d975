//! Wrong values.

use crate::std;
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::sync::{Arc, Mutex};
use std::thread;
use std_model::model::ask;

fn expect_eq(what: &str, got: u32, expected: u32) {
    if got != expected {
        ask::mismatch(what.to_owned(), got.to_string(), expected.to_string());
    }
}

#[derive(Default)]
struct Published {
    data: UnsafeCell<u32>,
    value: AtomicU32,
    ready: AtomicBool,
}

// SAFETY: whether it is shared well is what the models find out.
unsafe impl Sync for Published {}

impl Published {
    fn write(&self, value: u32) {
        let data = self.data.get();
        // SAFETY: see `Sync`.
        unsafe { *data = value };
    }

    fn read(&self) -> u32 {
        let data = self.data.get();
        // SAFETY: see `Sync`.
        unsafe { *data }
    }
}

pub fn nothing_in_between() {
    let here = Arc::new(Published::default());
    let there = here.clone();
    let thread = thread::spawn(move || there.write(1));
    here.write(2);
    thread.join().unwrap();
}

fn raced(store: std::sync::atomic::Ordering, load: std::sync::atomic::Ordering) {
    let here = Arc::new(Published::default());
    let there = here.clone();
    let thread = thread::spawn(move || {
        there.write(1);
        there.ready.store(true, store); // publishes
    });
    // takes over
    if here.ready.load(load) {
        here.read();
    }
    thread.join().unwrap();
}

pub fn relaxed_flag() {
    raced(Relaxed, Acquire);
}

pub fn relaxed_look() {
    raced(Release, Relaxed);
}

fn published(store: std::sync::atomic::Ordering, load: std::sync::atomic::Ordering) {
    let here = Arc::new(Published::default());
    let there = here.clone();
    let thread = thread::spawn(move || {
        there.value.store(42, Relaxed);
        there.ready.store(true, store); // publishes
    });
    if here.ready.load(load) {
        expect_eq("the value", here.value.load(Relaxed), 42);
    }
    thread.join().unwrap();
}

pub fn relaxed_publication() {
    published(Relaxed, Acquire);
}

pub fn relaxed_reader() {
    published(Release, Relaxed);
}

/// No write of the first thread is read by the last one, so there is no line to blame.
pub fn published_through_a_third() {
    let here = Arc::new((AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0)));
    let (first, second) = (here.clone(), here.clone());
    let writes = thread::spawn(move || {
        first.0.store(42, Relaxed);
        first.1.store(1, Relaxed);
    });
    let passes_on = thread::spawn(move || {
        if second.1.load(Relaxed) == 1 {
            second.2.store(1, Release);
        }
    });
    if here.2.load(Acquire) == 1 {
        expect_eq("the value", here.0.load(Relaxed), 42);
    }
    writes.join().unwrap();
    passes_on.join().unwrap();
}

pub fn lost_between_load_and_store() {
    let here = Arc::new(AtomicU32::new(0));
    let there = here.clone();
    let add = |count: &AtomicU32| {
        let old = count.load(SeqCst);
        count.store(old + 1, SeqCst);
    };
    let thread = thread::spawn(move || add(&there));
    add(&here);
    thread.join().unwrap();
    expect_eq("the count", here.load(SeqCst), 2);
}

pub fn lost_between_two_locks() {
    let here = Arc::new(Mutex::new(0));
    let there = here.clone();
    let add = |count: &Mutex<u32>| {
        let old = *count.lock().unwrap();
        *count.lock().unwrap() = old + 1;
    };
    let thread = thread::spawn(move || add(&there));
    add(&here);
    thread.join().unwrap();
    let count = *here.lock().unwrap();
    expect_eq("the count", count, 2);
}

pub fn said_by_the_check() {
    let flag = AtomicBool::new(false);
    flag.store(true, SeqCst);
    ask::fail("The flag was set.".to_owned());
}

pub fn compared_without_a_pattern() {
    let count = Mutex::new(-3_i32);
    *count.lock().unwrap() -= 1;
    let got = *count.lock().unwrap();
    ask::mismatch("the count".to_owned(), got.to_string(), "4".to_owned());
}
