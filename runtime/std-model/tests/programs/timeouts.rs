//! Timeouts that nobody would wait for, and sleeps that are longer than they are.

use std_model as std;

use std::sync::mpsc::*;
use std::sync::*;
use std::thread;
use std::time::*;

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
const MINUTE: Duration = Duration::from_secs(60);

fn hears(wait: Duration, sleep: Duration) -> Result<u8, RecvTimeoutError> {
    let (out, hear) = channel();
    let sender = thread::spawn(move || {
        thread::sleep(sleep);
        out.send(1)
    });
    let heard = hear.recv_timeout(wait);
    sender.join().unwrap().unwrap();
    heard
}

/// Nobody is kept waiting for a hundred years.
pub fn right_recv_timeout_of_a_century() {
    assert_eq!(hears(100 * YEAR, Duration::ZERO), Ok(1));
}
pub fn right_recv_timeout_of_ever() {
    assert_eq!(hears(Duration::MAX, MINUTE), Ok(1));
}
/// A second can pass while the sender is kept waiting by the machine.
pub fn wrong_recv_timeout_of_a_second() {
    assert_eq!(hears(Duration::from_secs(1), Duration::ZERO), Ok(1));
}
/// The sender sleeps, but not so long.
pub fn right_recv_timeout_longer_than_the_sleep() {
    assert_eq!(hears(2 * MINUTE, MINUTE), Ok(1));
}
/// The sender sleeps longer.
pub fn wrong_recv_timeout_shorter_than_the_sleep() {
    assert_eq!(hears(MINUTE, 2 * MINUTE), Ok(1));
}
/// If nobody sends, a timeout of a century strikes all the same.
pub fn right_recv_timeout_that_nobody_ends() {
    let (out, hear) = channel::<u8>();
    let start = Instant::now();
    assert_eq!(
        hear.recv_timeout(100 * YEAR),
        Err(RecvTimeoutError::Timeout)
    );
    assert!(start.elapsed() >= 100 * YEAR);
    drop(out);
}
/// The shorter of two strikes first.
pub fn right_two_long_timeouts_strike_in_turn() {
    let (out, hear) = channel::<u8>();
    let other = thread::spawn(move || {
        let (_kept, never) = channel::<u8>();
        assert_eq!(never.recv_timeout(MINUTE), Err(RecvTimeoutError::Timeout));
        out.send(1).unwrap();
    });
    assert_eq!(hear.recv_timeout(YEAR), Ok(1));
    other.join().unwrap();
}

fn waits(wait: Duration, sleep: Duration) -> bool {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let other = pair.clone();
    let thread = thread::spawn(move || {
        thread::sleep(sleep);
        *other.0.lock().unwrap() = true;
        other.1.notify_one();
    });
    let guard = pair.0.lock().unwrap();
    let (guard, result) = pair
        .1
        .wait_timeout_while(guard, wait, |ready| !*ready)
        .unwrap();
    drop(guard);
    thread.join().unwrap();
    !result.timed_out()
}

pub fn right_wait_timeout_of_an_hour() {
    assert!(waits(60 * MINUTE, Duration::ZERO));
}
pub fn wrong_wait_timeout_of_a_second() {
    assert!(waits(Duration::from_secs(1), Duration::ZERO));
}
pub fn wrong_wait_timeout_shorter_than_the_sleep() {
    assert!(waits(MINUTE, 60 * MINUTE));
}
/// However long its timeout is, a wait may end for no reason.
pub fn wrong_long_wait_without_a_loop() {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let other = pair.clone();
    let thread = thread::spawn(move || {
        *other.0.lock().unwrap() = true;
        other.1.notify_one();
    });
    let mut guard = pair.0.lock().unwrap();
    if !*guard {
        guard = pair.1.wait_timeout(guard, YEAR).unwrap().0;
    }
    assert!(*guard);
    drop(guard);
    thread.join().unwrap();
}
pub fn wrong_long_park_without_a_loop() {
    let ready = Arc::new(Mutex::new(false));
    let (other, parked) = (ready.clone(), thread::current());
    let thread = thread::spawn(move || {
        *other.lock().unwrap() = true;
        parked.unpark();
    });
    thread::park_timeout(YEAR);
    assert!(*ready.lock().unwrap());
    thread.join().unwrap();
}
pub fn right_long_park_with_a_loop() {
    let ready = Arc::new(Mutex::new(false));
    let (other, parked) = (ready.clone(), thread::current());
    let thread = thread::spawn(move || {
        *other.lock().unwrap() = true;
        parked.unpark();
    });
    let start = Instant::now();
    while !*ready.lock().unwrap() {
        thread::park_timeout(YEAR);
    }
    assert!(start.elapsed() < MINUTE);
    thread.join().unwrap();
}
