//! Threads that main does not wait for, and threads that run until they are told to stop.

use std_model as std;

use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::sync::*;
use std::thread;
use std::time::Duration;
pub fn wrong_detached_store() {
    static RAN: AtomicBool = AtomicBool::new(false);
    drop(thread::spawn(|| RAN.store(true, SeqCst)));
    assert!(!RAN.load(SeqCst));
}
pub fn missed_detached_after_two() {
    let a = Arc::new((AtomicU32::new(0), AtomicU32::new(0)));
    let b = a.clone();
    drop(thread::spawn(move || {
        b.0.store(1, SeqCst);
        b.1.store(1, SeqCst)
    }));
    assert!(a.1.load(SeqCst) == 0);
}
pub fn wrong_detached_mutex() {
    let a = Arc::new(Mutex::new(0));
    let b = a.clone();
    thread::spawn(move || *b.lock().unwrap() = 1);
    assert_eq!(*a.lock().unwrap(), 0);
}
pub fn wrong_detached_mutex_rel() {
    let a = Arc::new(Mutex::new(0));
    let b = a.clone();
    thread::spawn(move || {
        *b.lock().unwrap() = 1;
        *b.lock().unwrap() = 2;
    });
    assert_ne!(*a.lock().unwrap(), 2);
}
pub fn right_detached_panics() {
    let a = Arc::new(Mutex::new(0));
    let b = a.clone();
    thread::spawn(move || {
        let _g = b.lock().unwrap();
        panic!()
    });
    let _ = a.lock().map(|x| *x);
}
pub fn right_detached_server() {
    let (tx, rx) = mpsc::channel::<(u32, mpsc::Sender<u32>)>();
    thread::spawn(move || {
        for (x, r) in rx {
            r.send(x + 1).unwrap();
        }
    });
    let (t, r) = mpsc::channel();
    tx.send((1, t)).unwrap();
    assert_eq!(r.recv(), Ok(2));
}
pub fn right_detached_forever_lock() {
    let m = Arc::new(Mutex::new(0));
    let n = m.clone();
    thread::spawn(move || {
        loop {
            *n.lock().unwrap() += 1;
            thread::sleep(Duration::from_secs(1));
        }
    });
    *m.lock().unwrap() += 1;
}
pub fn right_detached_sleeper() {
    thread::spawn(|| {
        loop {
            thread::sleep(Duration::from_millis(10))
        }
    });
    let m = Mutex::new(1);
    assert_eq!(*m.lock().unwrap(), 1);
}
pub fn right_background_until_stop() {
    let s = Arc::new((AtomicBool::new(false), AtomicUsize::new(0)));
    let t = {
        let s = s.clone();
        thread::spawn(move || {
            while !s.0.load(Relaxed) {
                s.1.fetch_add(1, Relaxed);
            }
        })
    };
    s.0.store(true, Relaxed);
    t.join().unwrap();
}
pub fn right_producer_until_stop() {
    let s = Arc::new(AtomicBool::new(false));
    let (tx, rx) = mpsc::channel();
    let t = {
        let s = s.clone();
        thread::spawn(move || {
            while !s.load(Acquire) {
                if tx.send(1).is_err() {
                    break;
                }
            }
        })
    };
    rx.recv().ok();
    s.store(true, Release);
    t.join().unwrap();
}
