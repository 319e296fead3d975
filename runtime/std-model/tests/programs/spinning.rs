//! Dekker, fences, and all ways to spin.

use std_model as std;

use std::cell::UnsafeCell;
use std::collections::VecDeque;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::sync::*;
use std::thread;
use std::time::Duration;
fn two(f: impl Fn(usize) + Send + Sync + 'static) {
    let f = Arc::new(f);
    let ts: Vec<_> = (0..2)
        .map(|i| {
            let f = f.clone();
            thread::spawn(move || f(i))
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
struct D(UnsafeCell<usize>);
unsafe impl Sync for D {}
unsafe impl Send for D {}
impl D {
    fn inc(&self) {
        unsafe { *self.0.get() += 1 }
    }
    fn get(&self) -> usize {
        unsafe { *self.0.get() }
    }
}
pub fn right_dekker() {
    let s = Arc::new((
        [AtomicBool::new(false), AtomicBool::new(false)],
        AtomicUsize::new(0),
        D(UnsafeCell::new(0)),
    ));
    let s2 = s.clone();
    two(move |i| {
        let s = &s2;
        let o = 1 - i;
        s.0[i].store(true, SeqCst);
        while s.0[o].load(SeqCst) {
            if s.1.load(SeqCst) != i {
                s.0[i].store(false, SeqCst);
                while s.1.load(SeqCst) != i {
                    std::hint::spin_loop();
                }
                s.0[i].store(true, SeqCst);
            }
        }
        s.2.inc();
        s.1.store(o, SeqCst);
        s.0[i].store(false, SeqCst);
    });
    assert_eq!(s.2.get(), 2);
}
pub fn wrong_dekker_acqrel() {
    let s = Arc::new((
        [AtomicBool::new(false), AtomicBool::new(false)],
        AtomicUsize::new(0),
        D(UnsafeCell::new(0)),
    ));
    let s2 = s.clone();
    two(move |i| {
        let s = &s2;
        let o = 1 - i;
        s.0[i].store(true, Release);
        while s.0[o].load(Acquire) {
            if s.1.load(Acquire) != i {
                s.0[i].store(false, Release);
                while s.1.load(Acquire) != i {
                    std::hint::spin_loop();
                }
                s.0[i].store(true, Release);
            }
        }
        s.2.inc();
        s.1.store(o, Release);
        s.0[i].store(false, Release);
    });
}
pub fn right_sb_store_seqcst_fence_one_side() {
    // t0: x.store(SeqCst); y.load(SeqCst). t1: y.store(Relaxed); fence(SeqCst); x.load(Relaxed). Not both 0 (C++20: fences mix ok)
    let s = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let s2 = s.clone();
    let t = thread::spawn(move || {
        s2.1.store(1, Relaxed);
        fence(SeqCst);
        s2.0.load(Relaxed)
    });
    s.0.store(1, SeqCst);
    let a = s.1.load(SeqCst);
    let b = t.join().unwrap();
    assert!(a == 1 || b == 1);
}
pub fn right_sb_swap_relaxed_fence() {
    let s = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let s2 = s.clone();
    let t = thread::spawn(move || {
        s2.1.swap(1, Relaxed);
        fence(SeqCst);
        s2.0.load(Relaxed)
    });
    s.0.swap(1, Relaxed);
    fence(SeqCst);
    let a = s.1.load(Relaxed);
    let b = t.join().unwrap();
    assert!(a == 1 || b == 1);
}
pub fn wrong_sb_acqrel_fence() {
    let s = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let s2 = s.clone();
    let t = thread::spawn(move || {
        s2.1.store(1, Relaxed);
        fence(AcqRel);
        s2.0.load(Relaxed)
    });
    s.0.store(1, Relaxed);
    fence(AcqRel);
    let a = s.1.load(Relaxed);
    let b = t.join().unwrap();
    assert!(a == 1 || b == 1);
}
pub fn wrong_sb_load_relaxed_after_seqcst_swap_acq() {
    let s = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let s2 = s.clone();
    let t = thread::spawn(move || {
        s2.1.swap(1, AcqRel);
        s2.0.load(Acquire)
    });
    s.0.swap(1, AcqRel);
    let a = s.1.load(Acquire);
    let b = t.join().unwrap();
    assert!(a == 1 || b == 1);
}
// spinning
macro_rules! lock_model {
    ($name:ident, $lock:expr, $unlock:expr) => {
        pub fn $name() {
            let s = Arc::new((
                AtomicUsize::new(0),
                AtomicUsize::new(0),
                D(UnsafeCell::new(0)),
            ));
            let s2 = s.clone();
            two(move |i| {
                let l: fn(&AtomicUsize, &AtomicUsize, usize) -> usize = $lock;
                let u: fn(&AtomicUsize, &AtomicUsize, usize) = $unlock;
                let k = l(&s2.0, &s2.1, i);
                s2.2.inc();
                u(&s2.0, &s2.1, k);
            });
            assert_eq!(s.2.get(), 2);
        }
    };
}
lock_model!(
    right_swap,
    |a, _, _| {
        while a.swap(1, Acquire) == 1 {}
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_swap_yield,
    |a, _, _| {
        while a.swap(1, Acquire) == 1 {
            thread::yield_now()
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_cas_weak_loop_match,
    |a, _, _| {
        loop {
            match a.compare_exchange_weak(0, 1, Acquire, Relaxed) {
                Ok(_) => break,
                Err(_) => continue,
            }
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_cas_strong_is_err,
    |a, _, _| {
        while a.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
            std::hint::spin_loop()
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_ttas,
    |a, _, _| {
        loop {
            while a.load(Relaxed) == 1 {
                std::hint::spin_loop()
            }
            if a.swap(1, Acquire) == 0 {
                break;
            }
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_ticket,
    |a, b, _| {
        let t = a.fetch_add(1, Relaxed);
        while b.load(Acquire) != t {
            std::hint::spin_loop()
        }
        t
    },
    |_, b, t| b.store(t + 1, Release)
);
lock_model!(
    right_ticket_fetch_add_unlock,
    |a, b, _| {
        let t = a.fetch_add(1, Relaxed);
        while b.load(Acquire) != t {}
        t
    },
    |_, b, _| {
        b.fetch_add(1, Release);
    }
);
lock_model!(
    right_fetch_or,
    |a, _, _| {
        while a.fetch_or(1, Acquire) & 1 == 1 {}
        0
    },
    |a, _, _| {
        a.fetch_and(!1, Release);
    }
);
lock_model!(
    right_fetch_max,
    |a, _, _| {
        while a.fetch_max(1, Acquire) == 1 {}
        0
    },
    |a, _, _| {
        a.store(0, Release);
    }
);
lock_model!(
    right_backoff_bounded_then_yield,
    |a, _, _| {
        let mut n = 0;
        while a.compare_exchange_weak(0, 1, Acquire, Relaxed).is_err() {
            for _ in 0..1 << n {
                std::hint::spin_loop()
            }
            if n < 6 { n += 1 } else { thread::yield_now() }
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_backoff_sleep,
    |a, _, _| {
        let mut d = 1;
        while a.swap(1, Acquire) == 1 {
            thread::sleep(Duration::from_micros(d));
            d = (d * 2).min(1000)
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_spin_bound_then_outer,
    |a, _, _| {
        loop {
            for _ in 0..10 {
                if a.compare_exchange(0, 1, Acquire, Relaxed).is_ok() {
                    return 0;
                }
                std::hint::spin_loop()
            }
            thread::yield_now()
        }
    },
    |a, _, _| a.store(0, Release)
);
fn try_it(a: &AtomicUsize) -> bool {
    a.compare_exchange(0, 1, Acquire, Relaxed).is_ok()
}
lock_model!(
    right_helper_two_places,
    |a, _, _| {
        if try_it(a) {
            return 0;
        }
        while !try_it(a) {
            std::hint::spin_loop()
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_fetch_update_lock,
    |a, _, _| {
        while a
            .fetch_update(Acquire, Relaxed, |v| if v == 0 { Some(1) } else { None })
            .is_err()
        {}
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_load_then_cas,
    |a, _, _| {
        loop {
            if a.load(Relaxed) == 0 && a.compare_exchange_weak(0, 1, Acquire, Relaxed).is_ok() {
                break;
            }
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    right_count_attempts_atomic,
    |a, b, _| {
        while a.swap(1, Acquire) == 1 {
            b.fetch_add(1, Relaxed);
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    wrong_ttas_relaxed,
    |a, _, _| {
        loop {
            while a.load(Acquire) == 1 {}
            if a.swap(1, Relaxed) == 0 {
                break;
            }
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    wrong_bounded_spin_gives_up,
    |a, _, _| {
        for _ in 0..100 {
            if a.swap(1, Acquire) == 0 {
                break;
            }
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
lock_model!(
    missed_fetch_add_lock,
    |a, _, _| {
        while a.fetch_add(1, Acquire) != 0 {
            a.fetch_sub(1, Relaxed);
        }
        0
    },
    |a, _, _| {
        a.store(0, Release);
    }
);
lock_model!(
    right_fetch_add_lock,
    |a, _, _| {
        while a.fetch_add(1, Acquire) != 0 {
            a.fetch_sub(1, Relaxed);
        }
        0
    },
    |a, _, _| {
        a.fetch_sub(1, Release);
    }
);
lock_model!(
    wrong_load_store,
    |a, _, _| {
        while a.load(SeqCst) == 1 {}
        a.store(1, SeqCst);
        0
    },
    |a, _, _| a.store(0, SeqCst)
);
lock_model!(
    right_spin_on_two,
    |a, b, i| {
        loop {
            if a.load(Acquire) == 0 && b.load(Acquire) == 0 {
                if a.compare_exchange(0, 1, AcqRel, Acquire).is_ok() {
                    break;
                }
            }
        }
        0
    },
    |a, _, _| a.store(0, Release)
);
// spinning for flag by main
pub fn right_poll_is_finished() {
    let t = thread::spawn(|| 5);
    while !t.is_finished() {
        thread::yield_now()
    }
    assert_eq!(t.join().unwrap(), 5);
}
pub fn right_poll_try_lock() {
    let m = Arc::new(Mutex::new(0));
    let m2 = m.clone();
    two(move |_| {
        loop {
            if let Ok(mut g) = m2.try_lock() {
                *g += 1;
                break;
            }
            thread::yield_now()
        }
    });
    assert_eq!(*m.lock().unwrap(), 2);
}
pub fn right_poll_try_recv() {
    let (tx, rx) = mpsc::channel();
    let t = thread::spawn(move || {
        tx.send(1).unwrap();
        tx.send(2).unwrap();
    });
    let mut got = vec![];
    loop {
        match rx.try_recv() {
            Ok(v) => got.push(v),
            Err(mpsc::TryRecvError::Empty) => thread::yield_now(),
            Err(mpsc::TryRecvError::Disconnected) => break,
        }
    }
    assert_eq!(got, [1, 2]);
    t.join().unwrap();
}
pub fn right_recv_timeout_loop() {
    let (tx, rx) = mpsc::channel();
    let t = thread::spawn(move || {
        tx.send(1).unwrap();
        tx.send(2).unwrap();
    });
    let mut got = vec![];
    loop {
        match rx.recv_timeout(Duration::from_millis(5)) {
            Ok(v) => got.push(v),
            Err(mpsc::RecvTimeoutError::Timeout) => continue,
            Err(_) => break,
        }
    }
    assert_eq!(got, [1, 2]);
    t.join().unwrap();
}
pub fn wrong_recv_timeout_gives_up() {
    let (tx, rx) = mpsc::channel();
    let t = thread::spawn(move || {
        tx.send(1).unwrap();
    });
    let got = rx.recv_timeout(Duration::from_millis(5));
    assert!(got.is_ok());
    t.join().unwrap();
}
pub fn right_poll_mutex_flag() {
    let m = Arc::new(Mutex::new(false));
    let m2 = m.clone();
    let t = thread::spawn(move || *m2.lock().unwrap() = true);
    while !*m.lock().unwrap() {
        std::hint::spin_loop()
    }
    t.join().unwrap();
}
pub fn right_poll_once_lock() {
    let m = Arc::new(OnceLock::new());
    let m2 = m.clone();
    let t = thread::spawn(move || m2.set(5).unwrap());
    let v = loop {
        if let Some(v) = m.get() {
            break *v;
        }
        std::hint::spin_loop()
    };
    assert_eq!(v, 5);
    t.join().unwrap();
}
pub fn right_poll_weak_upgrade() {
    let a = Arc::new(AtomicBool::new(false));
    let w = Arc::downgrade(&a);
    let t = thread::spawn(move || {
        a.store(true, SeqCst);
    });
    t.join().unwrap();
    assert!(w.upgrade().is_none());
}
pub fn right_poll_strong_count() {
    let a = Arc::new(5);
    let b = a.clone();
    let t = thread::spawn(move || drop(b));
    while Arc::strong_count(&a) > 1 {
        thread::yield_now()
    }
    t.join().unwrap();
}
pub fn right_poll_strong_count_spin() {
    let a = Arc::new(5);
    let b = a.clone();
    let t = thread::spawn(move || drop(b));
    while Arc::strong_count(&a) > 1 {
        std::hint::spin_loop()
    }
    t.join().unwrap();
}
pub fn right_poll_try_unwrap() {
    let mut a = Arc::new(5);
    let b = a.clone();
    let t = thread::spawn(move || drop(b));
    let v = loop {
        match Arc::try_unwrap(a) {
            Ok(v) => break v,
            Err(b) => a = b,
        }
        thread::yield_now()
    };
    t.join().unwrap();
    assert_eq!(v, 5);
}
pub fn right_poll_instant() {
    let a = Arc::new(AtomicBool::new(false));
    let b = a.clone();
    let t = thread::spawn(move || b.store(true, Release));
    let begin = std::time::Instant::now();
    while !a.load(Acquire) {
        if begin.elapsed() > Duration::from_secs(1) {
            break;
        }
        thread::yield_now()
    }
    t.join().unwrap();
}
pub fn wrong_all_spin() {
    let s = Arc::new((AtomicBool::new(false), AtomicBool::new(false)));
    two(move |i| {
        if i == 0 {
            while !s.0.load(Acquire) {}
            s.1.store(true, Release)
        } else {
            while !s.1.load(Acquire) {}
            s.0.store(true, Release)
        }
    });
}
pub fn wrong_yield_forever_mutex() {
    let m = Arc::new(Mutex::new(false));
    loop {
        if *m.lock().unwrap() {
            break;
        }
        thread::yield_now()
    }
}
pub fn wrong_try_lock_gives_up_late() {
    let log = Arc::new(Mutex::new(0));
    let theirs = log.clone();
    let guard = log.lock().unwrap();
    let other = thread::spawn(move || {
        for _ in 0..1000 {
            if let Ok(mut log) = theirs.try_lock() {
                *log += 1;
                break;
            }
            thread::yield_now();
        }
    });
    drop(guard);
    other.join().unwrap();
    assert_eq!(*log.lock().unwrap(), 1);
}
