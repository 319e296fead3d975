//! Condition variables, `park`, futures.

use std_model as std;

use std::cell::*;
use std::collections::*;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::sync::*;
use std::thread;
use std::time::*;
// ---- condvar
type Q = Arc<(Mutex<VecDeque<i32>>, Condvar)>;
fn q() -> Q {
    Arc::new((Mutex::new(VecDeque::new()), Condvar::new()))
}
pub fn right_queue_while() {
    let q = q();
    let p = q.clone();
    let t = thread::spawn(move || {
        for i in 0..2 {
            p.0.lock().unwrap().push_back(i);
            p.1.notify_one();
        }
    });
    for i in 0..2 {
        let mut g = q.0.lock().unwrap();
        while g.is_empty() {
            g = q.1.wait(g).unwrap();
        }
        assert_eq!(g.pop_front(), Some(i));
    }
    t.join().unwrap();
}
pub fn wrong_queue_if_two_consumers() {
    let q = q();
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let q = q.clone();
            thread::spawn(move || {
                let mut g = q.0.lock().unwrap();
                if g.is_empty() {
                    g = q.1.wait(g).unwrap();
                }
                g.pop_front().unwrap()
            })
        })
        .collect();
    for i in 0..2 {
        q.0.lock().unwrap().push_back(i);
        q.1.notify_one();
    }
    for t in ts {
        t.join().unwrap();
    }
}
pub fn wrong_queue_if_one_consumer_spurious() {
    let q = q();
    let p = q.clone();
    let t = thread::spawn(move || {
        let mut g = p.0.lock().unwrap();
        if g.is_empty() {
            g = p.1.wait(g).unwrap();
        }
        g.pop_front().unwrap()
    });
    q.0.lock().unwrap().push_back(1);
    q.1.notify_one();
    t.join().unwrap();
}
pub fn wrong_for_loop_wait() {
    let q = q();
    let p = q.clone();
    let t = thread::spawn(move || {
        let mut g = p.0.lock().unwrap();
        for _ in 0..1 {
            if g.is_empty() {
                g = p.1.wait(g).unwrap();
            }
        }
        g.pop_front().unwrap()
    });
    q.0.lock().unwrap().push_back(1);
    q.1.notify_one();
    t.join().unwrap();
}
pub fn wrong_check_outside_lock() {
    let q = q();
    let p = q.clone();
    let t = thread::spawn(move || {
        loop {
            let e = p.0.lock().unwrap().is_empty();
            if !e {
                break;
            }
            let g = p.0.lock().unwrap();
            let _g = p.1.wait(g).unwrap();
        }
    });
    q.0.lock().unwrap().push_back(1);
    q.1.notify_one();
    t.join().unwrap();
}
pub fn wrong_atomic_flag_with_condvar() {
    let s = Arc::new((Mutex::new(()), Condvar::new(), AtomicBool::new(false)));
    let p = s.clone();
    let t = thread::spawn(move || {
        let mut g = p.0.lock().unwrap();
        while !p.2.load(SeqCst) {
            g = p.1.wait(g).unwrap();
        }
    });
    s.2.store(true, SeqCst);
    s.1.notify_one();
    t.join().unwrap();
}
pub fn right_atomic_flag_with_condvar_locked() {
    let s = Arc::new((Mutex::new(()), Condvar::new(), AtomicBool::new(false)));
    let p = s.clone();
    let t = thread::spawn(move || {
        let mut g = p.0.lock().unwrap();
        while !p.2.load(SeqCst) {
            g = p.1.wait(g).unwrap();
        }
    });
    s.2.store(true, SeqCst);
    drop(s.0.lock().unwrap());
    s.1.notify_one();
    t.join().unwrap();
}
// two kinds of waiters on one condvar with notify_one: bounded buffer cap 1, 2 producers 2 consumers -> classic; with 1 producer + 2 consumers?
fn bounded(np: usize, nc: usize, per: usize, all: bool) {
    let s = Arc::new((Mutex::new(VecDeque::new()), Condvar::new()));
    let mut ts = vec![];
    for i in 0..np {
        let s = s.clone();
        ts.push(thread::spawn(move || {
            for _ in 0..per * nc / np {
                let mut g = s.0.lock().unwrap();
                while g.len() == 1 {
                    g = s.1.wait(g).unwrap();
                }
                g.push_back(i);
                if all {
                    s.1.notify_all()
                } else {
                    s.1.notify_one()
                }
            }
        }));
    }
    for _ in 0..nc {
        let s = s.clone();
        ts.push(thread::spawn(move || {
            for _ in 0..per {
                let mut g = s.0.lock().unwrap();
                while g.is_empty() {
                    g = s.1.wait(g).unwrap();
                }
                g.pop_front();
                if all {
                    s.1.notify_all()
                } else {
                    s.1.notify_one()
                }
            }
        }));
    }
    for t in ts {
        t.join().unwrap();
    }
}
pub fn wrong_two_kinds_notify_one_2p2c() {
    bounded(2, 2, 1, false)
}
pub fn wrong_two_kinds_notify_one_1p2c() {
    bounded(1, 2, 1, false)
}
pub fn right_two_kinds_notify_all_2p2c() {
    bounded(2, 2, 1, true)
}
pub fn right_two_kinds_notify_all_1p2c() {
    bounded(1, 2, 1, true)
}
pub fn right_wait_timeout_loop() {
    let q = q();
    let p = q.clone();
    let t = thread::spawn(move || {
        let mut g = p.0.lock().unwrap();
        loop {
            if let Some(v) = g.pop_front() {
                return v;
            }
            g = p.1.wait_timeout(g, Duration::from_millis(10)).unwrap().0;
        }
    });
    q.0.lock().unwrap().push_back(1);
    q.1.notify_one();
    assert_eq!(t.join().unwrap(), 1);
}
pub fn right_lost_wakeup_saved_by_timeout() {
    let s = Arc::new((Mutex::new(()), Condvar::new(), AtomicBool::new(false)));
    let p = s.clone();
    let t = thread::spawn(move || {
        let mut g = p.0.lock().unwrap();
        while !p.2.load(SeqCst) {
            g = p.1.wait_timeout(g, Duration::from_millis(1)).unwrap().0;
        }
    });
    s.2.store(true, SeqCst);
    s.1.notify_one();
    t.join().unwrap();
}
pub fn wrong_wait_timeout_assumes_data() {
    let q = q();
    let p = q.clone();
    let t = thread::spawn(move || {
        let g = p.0.lock().unwrap();
        let (mut g, _) =
            p.1.wait_timeout_while(g, Duration::from_millis(10), |g| g.is_empty())
                .unwrap();
        g.pop_front().unwrap()
    });
    q.0.lock().unwrap().push_back(1);
    q.1.notify_one();
    t.join().unwrap();
}
pub fn right_semaphore_notify_one() {
    let s = Arc::new((Mutex::new(1), Condvar::new(), AtomicUsize::new(0)));
    let ts: Vec<_> = (0..3)
        .map(|_| {
            let s = s.clone();
            thread::spawn(move || {
                let mut g = s.0.lock().unwrap();
                while *g == 0 {
                    g = s.1.wait(g).unwrap();
                }
                *g -= 1;
                drop(g);
                assert_eq!(s.2.fetch_add(1, SeqCst), 0);
                s.2.fetch_sub(1, SeqCst);
                *s.0.lock().unwrap() += 1;
                s.1.notify_one();
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn wrong_notify_one_broadcast_needed() {
    let s = Arc::new((Mutex::new(false), Condvar::new()));
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let s = s.clone();
            thread::spawn(move || {
                let mut g = s.0.lock().unwrap();
                while !*g {
                    g = s.1.wait(g).unwrap();
                }
            })
        })
        .collect();
    *s.0.lock().unwrap() = true;
    s.1.notify_one();
    for t in ts {
        t.join().unwrap();
    }
}
// LIFO wakeups: the notified thread passes on only if it is the "first" kind
pub fn wrong_relies_on_fifo_wakeup() {
    // waiter 1 must wait first (forced), waiter 2 then; notify_one; the first is assumed to be woken
    let s = Arc::new((Mutex::new((0, false)), Condvar::new(), Condvar::new()));
    let a = {
        let s = s.clone();
        thread::spawn(move || {
            let mut g = s.0.lock().unwrap();
            g.0 = 1;
            s.2.notify_all();
            while !g.1 {
                g = s.1.wait(g).unwrap();
            }
        })
    };
    let b = {
        let s = s.clone();
        thread::spawn(move || {
            let mut g = s.0.lock().unwrap();
            while g.0 != 1 {
                g = s.2.wait(g).unwrap();
            }
            g.0 = 2;
            s.2.notify_all();
            while !g.1 {
                g = s.1.wait(g).unwrap();
            }
        })
    };
    let mut g = s.0.lock().unwrap();
    while g.0 != 2 {
        g = s.2.wait(g).unwrap();
    }
    g.1 = true;
    s.1.notify_one();
    drop(g);
    a.join().unwrap();
    s.1.notify_one();
    b.join().unwrap();
}
// --- park
pub fn right_park_flag() {
    let f = Arc::new(AtomicBool::new(false));
    let g = f.clone();
    let t = thread::spawn(move || {
        while !g.load(Acquire) {
            thread::park()
        }
    });
    f.store(true, Release);
    t.thread().unpark();
    t.join().unwrap();
}
pub fn wrong_park_no_loop() {
    let f = Arc::new(AtomicBool::new(false));
    let g = f.clone();
    let t = thread::spawn(move || {
        thread::park();
        assert!(g.load(Acquire))
    });
    f.store(true, Release);
    t.thread().unpark();
    t.join().unwrap();
}
pub fn wrong_unpark_before_store() {
    let f = Arc::new(AtomicBool::new(false));
    let g = f.clone();
    let t = thread::spawn(move || {
        while !g.load(Acquire) {
            thread::park()
        }
    });
    t.thread().unpark();
    f.store(true, Release);
    t.join().unwrap();
}
use std::future::*;
use std::pin::*;
use std::task::*;
struct W {
    t: thread::Thread,
    flag: AtomicBool,
}
impl Wake for W {
    fn wake(self: Arc<Self>) {
        self.flag.store(true, Release);
        self.t.unpark();
    }
}
struct Ev {
    set: AtomicBool,
    w: Mutex<Option<Waker>>,
}
struct F(Arc<Ev>, bool);
impl Future for F {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.1 {
            if self.0.set.load(Acquire) {
                return Poll::Ready(());
            }
            *self.0.w.lock().unwrap() = Some(cx.waker().clone());
            if self.0.set.load(Acquire) {
                return Poll::Ready(());
            }
            Poll::Pending
        } else {
            if self.0.set.load(Acquire) {
                return Poll::Ready(());
            }
            *self.0.w.lock().unwrap() = Some(cx.waker().clone());
            Poll::Pending
        }
    }
}
fn ev(style: u8, recheck: bool) {
    let e = Arc::new(Ev {
        set: AtomicBool::new(false),
        w: Mutex::new(None),
    });
    let e2 = e.clone();
    let t = thread::spawn(move || {
        e2.set.store(true, SeqCst);
        if let Some(w) = e2.w.lock().unwrap().take() {
            w.wake()
        }
    });
    let mut f = Box::pin(F(e, recheck));
    let w = Arc::new(W {
        t: thread::current(),
        flag: AtomicBool::new(false),
    });
    let waker = Waker::from(w.clone());
    let mut cx = Context::from_waker(&waker);
    match style {
        0 => {
            while f.as_mut().poll(&mut cx).is_pending() {
                while !w.flag.swap(false, AcqRel) {
                    thread::park()
                }
            }
        }
        1 => loop {
            if f.as_mut().poll(&mut cx).is_ready() {
                break;
            }
            w.flag.store(false, Release);
            while !w.flag.load(Acquire) {
                thread::park()
            }
        }, // cleared after poll: lost
        2 => loop {
            w.flag.store(false, Release);
            if f.as_mut().poll(&mut cx).is_ready() {
                break;
            }
            while !w.flag.load(Acquire) {
                thread::park()
            }
        }, // cleared before poll: right
        3 => {
            while f.as_mut().poll(&mut cx).is_pending() {
                thread::park()
            }
        }
        _ => unreachable!(),
    }
    t.join().unwrap();
}
pub fn right_block_on_swap() {
    ev(0, true)
}
pub fn right_block_on_clear_before() {
    ev(2, true)
}
pub fn wrong_block_on_clear_after() {
    ev(1, true)
}
pub fn right_block_on_plain_park() {
    ev(3, true)
}
pub fn wrong_future_no_recheck() {
    ev(0, false)
}
// flag cleared by a plain store just before poll while the queue pop ordering is lost
pub fn wrong_executor_queued_cleared_relaxed_after_poll() {
    // a task: ready queue flag `queued`; waker: if !queued.swap(true) push. executor: pop, poll, then queued.store(false): wake during poll lost
    struct T {
        queued: AtomicBool,
        q: Mutex<VecDeque<u8>>,
        cv: Condvar,
        val: AtomicUsize,
    }
    let s = Arc::new(T {
        queued: AtomicBool::new(true),
        q: Mutex::new(VecDeque::from([1])),
        cv: Condvar::new(),
        val: AtomicUsize::new(0),
    });
    let s2 = s.clone();
    let t = thread::spawn(move || {
        s2.val.store(1, SeqCst);
        if !s2.queued.swap(true, AcqRel) {
            s2.q.lock().unwrap().push_back(1);
            s2.cv.notify_one();
        }
    });
    loop {
        let mut g = s.q.lock().unwrap();
        while g.is_empty() {
            g = s.cv.wait(g).unwrap();
        }
        g.pop_front();
        drop(g);
        let done = s.val.load(SeqCst) == 1;
        s.queued.store(false, Release);
        if done {
            break;
        }
    }
    t.join().unwrap();
}
pub fn right_executor_queued_cleared_before_poll() {
    struct T {
        queued: AtomicBool,
        q: Mutex<VecDeque<u8>>,
        cv: Condvar,
        val: AtomicUsize,
    }
    let s = Arc::new(T {
        queued: AtomicBool::new(true),
        q: Mutex::new(VecDeque::from([1])),
        cv: Condvar::new(),
        val: AtomicUsize::new(0),
    });
    let s2 = s.clone();
    let t = thread::spawn(move || {
        s2.val.store(1, SeqCst);
        if !s2.queued.swap(true, SeqCst) {
            s2.q.lock().unwrap().push_back(1);
            s2.cv.notify_one();
        }
    });
    loop {
        let mut g = s.q.lock().unwrap();
        while g.is_empty() {
            g = s.cv.wait(g).unwrap();
        }
        g.pop_front();
        drop(g);
        s.queued.swap(false, SeqCst);
        let done = s.val.load(SeqCst) == 1;
        if done {
            break;
        }
    }
    t.join().unwrap();
}
pub fn wrong_executor_queued_cleared_plain_store_before_poll() {
    // Release store then Relaxed load of the data: store buffering -> the wake is lost
    struct T {
        queued: AtomicBool,
        q: Mutex<VecDeque<u8>>,
        cv: Condvar,
        val: AtomicUsize,
    }
    let s = Arc::new(T {
        queued: AtomicBool::new(true),
        q: Mutex::new(VecDeque::from([1])),
        cv: Condvar::new(),
        val: AtomicUsize::new(0),
    });
    let s2 = s.clone();
    let t = thread::spawn(move || {
        s2.val.store(1, Release);
        if !s2.queued.swap(true, AcqRel) {
            s2.q.lock().unwrap().push_back(1);
            s2.cv.notify_one();
        }
    });
    loop {
        let mut g = s.q.lock().unwrap();
        while g.is_empty() {
            g = s.cv.wait(g).unwrap();
        }
        g.pop_front();
        drop(g);
        s.queued.store(false, Release);
        let done = s.val.load(Acquire) == 1;
        if done {
            break;
        }
    }
    t.join().unwrap();
}
