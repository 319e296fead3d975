//! What went wrong first, and not what came of it.

use crate::std;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread;

/// The first thread only unwraps what the second one left behind.
pub fn an_assertion_under_a_lock_and_not_another_threads_poison() {
    let lock = Arc::new(Mutex::new(0));
    let (other, third) = (lock.clone(), lock.clone());
    let first = thread::spawn(move || {
        *other.lock().unwrap() += 1;
    });
    let second = thread::spawn(move || {
        let guard = third.lock().unwrap();
        assert!(*guard == 1, "not one more");
    });
    first.join().unwrap();
    second.join().unwrap();
}

/// Main passes the payload on, so it has no panic of its own.
pub fn an_assertion_that_is_passed_on_with_its_payload() {
    let thread = thread::spawn(|| -> () { panic!("of the thread") });
    let result: std::thread::Result<()> = thread.join();
    std::panic::resume_unwind(result.unwrap_err());
}

/// What was caught is over.
pub fn an_assertion_and_not_an_earlier_panic_that_was_caught() {
    let first = thread::spawn(|| {
        let _ = std::panic::catch_unwind(|| panic!("on purpose"));
    });
    first.join().unwrap();
    let second = thread::spawn(|| panic!("the last one"));
    second.join().unwrap();
}

pub fn mains_own_assertion_and_not_a_threads_panic_on_purpose() {
    let _ = thread::spawn(|| panic!("on purpose")).join();
    panic!("main looks");
}

/// The thread that should have notified has panicked.
pub fn an_assertion_and_not_who_waits_for_that_thread_in_vain() {
    let (sender, receiver) = sync_channel::<u32>(0);
    let keeps = sender.clone();
    let _panics = thread::spawn(move || {
        let _sender = sender;
        panic!("never sent");
    });
    let _ = receiver.recv();
    drop(keeps);
}

#[allow(unconditional_recursion)]
fn endless() -> u64 {
    ::std::hint::black_box(endless()) + 1
}

pub fn without_end() {
    endless();
}

#[inline(never)]
fn array<const BYTES: usize>() {
    let large = [1_u8; BYTES];
    assert_eq!(::std::hint::black_box(&large)[BYTES / 2], 1);
}

pub fn too_large_a_frame() {
    let small = thread::Builder::new().stack_size(64 << 10);
    let _ = small.spawn(array::<{ 100 << 10 }>).unwrap().join();
}
