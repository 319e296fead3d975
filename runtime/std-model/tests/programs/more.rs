//! Channels, locks, statics, poison, scopes, classic structures.

use std_model as std;

use std::cell::*;
use std::collections::*;
use std::rc::Rc;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::sync::mpsc::*;
use std::sync::*;
use std::thread;
use std::time::*;
pub fn right_sync0_rendezvous() {
    let (tx, rx) = sync_channel(0);
    let t = thread::spawn(move || {
        tx.send(1).unwrap();
        tx.send(2).unwrap();
    });
    assert_eq!(rx.recv(), Ok(1));
    assert_eq!(rx.recv(), Ok(2));
    assert_eq!(rx.recv(), Err(RecvError));
    t.join().unwrap();
}
pub fn wrong_sync0_same_thread() {
    let (tx, rx) = sync_channel(0);
    tx.send(1).unwrap();
    rx.recv().unwrap();
}
pub fn wrong_sync1_full_same_thread() {
    let (tx, rx) = sync_channel(1);
    tx.send(1).unwrap();
    tx.send(1).unwrap();
    rx.recv().unwrap();
}
pub fn right_sync0_try_send_loop() {
    let (tx, rx) = sync_channel(0);
    let t = thread::spawn(move || {
        let mut v = 5;
        loop {
            match tx.try_send(v) {
                Ok(()) => break,
                Err(TrySendError::Full(b)) => {
                    v = b;
                    thread::yield_now()
                }
                Err(_) => panic!(),
            }
        }
    });
    assert_eq!(rx.recv(), Ok(5));
    t.join().unwrap();
}
pub fn right_sync0_order_visible() {
    let (tx, rx) = sync_channel(0);
    let a = Arc::new(AtomicUsize::new(0));
    let b = a.clone();
    let t = thread::spawn(move || {
        tx.send(()).unwrap();
        assert_eq!(b.load(Relaxed), 1)
    });
    a.store(1, Relaxed);
    rx.recv().unwrap();
    t.join().unwrap();
}
pub fn wrong_forgot_to_drop_tx() {
    let (tx, rx) = channel();
    for i in 0..2 {
        let tx = tx.clone();
        thread::spawn(move || tx.send(i).unwrap());
    }
    let s: i32 = rx.iter().sum();
    assert_eq!(s, 1);
}
pub fn right_dropped_tx() {
    let (tx, rx) = channel();
    for i in 0..2 {
        let tx = tx.clone();
        thread::spawn(move || tx.send(i).unwrap());
    }
    drop(tx);
    let s: i32 = rx.iter().sum();
    assert_eq!(s, 1);
}
pub fn right_send_err_carries() {
    let (tx, rx) = channel::<String>();
    drop(rx);
    assert_eq!(tx.send("a".into()).unwrap_err().0, "a");
}
pub fn wrong_order_of_two_senders() {
    let (tx, rx) = channel();
    let t2 = tx.clone();
    let a = thread::spawn(move || tx.send(1).unwrap());
    let b = thread::spawn(move || t2.send(2).unwrap());
    assert_eq!(rx.recv(), Ok(1));
    a.join().unwrap();
    b.join().unwrap();
}
pub fn right_worker_pool() {
    let (tx, rx) = channel::<Box<dyn FnOnce() + Send>>();
    let rx = Arc::new(Mutex::new(rx));
    let n = Arc::new(AtomicUsize::new(0));
    let ws: Vec<_> = (0..2)
        .map(|_| {
            let rx = rx.clone();
            thread::spawn(move || {
                loop {
                    let job = rx.lock().unwrap().recv();
                    match job {
                        Ok(j) => j(),
                        Err(_) => break,
                    }
                }
            })
        })
        .collect();
    for _ in 0..2 {
        let n = n.clone();
        tx.send(Box::new(move || {
            n.fetch_add(1, Relaxed);
        }))
        .unwrap();
    }
    drop(tx);
    for w in ws {
        w.join().unwrap();
    }
    assert_eq!(n.load(Relaxed), 2);
}
pub fn right_worker_pool_while_let() {
    let (tx, rx) = channel::<usize>();
    let rx = Arc::new(Mutex::new(rx));
    let n = Arc::new(AtomicUsize::new(0));
    let ws: Vec<_> = (0..2)
        .map(|_| {
            let (rx, n) = (rx.clone(), n.clone());
            thread::spawn(move || {
                while let Ok(j) = rx.lock().unwrap().recv() {
                    n.fetch_add(j, Relaxed);
                }
            })
        })
        .collect();
    for j in 1..3 {
        tx.send(j).unwrap();
    }
    drop(tx);
    for w in ws {
        w.join().unwrap();
    }
    assert_eq!(n.load(Relaxed), 3);
}
pub fn wrong_ab_ba() {
    let m = Arc::new((Mutex::new(0), Mutex::new(0)));
    let n = m.clone();
    let t = thread::spawn(move || {
        let _a = n.0.lock().unwrap();
        let _b = n.1.lock().unwrap();
    });
    {
        let _b = m.1.lock().unwrap();
        let _a = m.0.lock().unwrap();
    }
    t.join().unwrap();
}
pub fn wrong_philosophers3() {
    let f: Arc<Vec<_>> = Arc::new((0..3).map(|_| Mutex::new(())).collect());
    let ts: Vec<_> = (0..3)
        .map(|i| {
            let f = f.clone();
            thread::spawn(move || {
                let _l = f[i].lock().unwrap();
                let _r = f[(i + 1) % 3].lock().unwrap();
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn right_philosophers3_ordered() {
    let f: Arc<Vec<_>> = Arc::new((0..3).map(|_| Mutex::new(())).collect());
    let ts: Vec<_> = (0..3)
        .map(|i| {
            let f = f.clone();
            thread::spawn(move || {
                let (a, b) = (i.min((i + 1) % 3), i.max((i + 1) % 3));
                let _l = f[a].lock().unwrap();
                let _r = f[b].lock().unwrap();
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn wrong_relock() {
    let m = Mutex::new(0);
    let _a = m.lock().unwrap();
    let _b = m.lock().unwrap();
}
pub fn wrong_rw_upgrade() {
    let m = RwLock::new(0);
    let a = m.read().unwrap();
    *m.write().unwrap() = *a;
}
pub fn wrong_rw_lost_update() {
    let m = Arc::new(RwLock::new(0));
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let m = m.clone();
            thread::spawn(move || {
                let v = *m.read().unwrap();
                *m.write().unwrap() = v + 1;
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
    assert_eq!(*m.read().unwrap(), 2);
}
pub fn right_rw_readers() {
    let m = Arc::new(RwLock::new(1));
    let ts: Vec<_> = (0..3)
        .map(|i| {
            let m = m.clone();
            thread::spawn(move || {
                if i == 0 {
                    *m.write().unwrap() += 1
                } else {
                    let g = m.read().unwrap();
                    assert!(*g == 1 || *g == 2)
                }
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
    assert_eq!(*m.read().unwrap(), 2);
}
pub fn right_rw_try() {
    let m = RwLock::new(1);
    let a = m.read().unwrap();
    assert!(m.try_write().is_err());
    assert!(m.try_read().is_ok());
    drop(a);
    assert!(m.try_write().is_ok());
}
// recursion of read locks with a writer between may deadlock (std docs) -> wrong
pub fn wrong_rw_recursive_read() {
    let m = Arc::new(RwLock::new(1));
    let n = m.clone();
    let t = thread::spawn(move || *n.write().unwrap() += 1);
    {
        let _a = m.read().unwrap();
        let _b = m.read().unwrap();
    }
    t.join().unwrap();
}
pub fn right_once() {
    static O: Once = Once::new();
    static N: AtomicUsize = AtomicUsize::new(0);
    let ts: Vec<_> = (0..2)
        .map(|_| {
            thread::spawn(|| {
                O.call_once(|| {
                    N.fetch_add(1, Relaxed);
                });
                assert_eq!(N.load(Relaxed), 1)
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn right_lazy_static_vec() {
    static L: LazyLock<Mutex<Vec<i32>>> = LazyLock::new(|| Mutex::new(vec![]));
    let t = thread::spawn(|| L.lock().unwrap().push(1));
    L.lock().unwrap().push(2);
    t.join().unwrap();
    assert_eq!(L.lock().unwrap().len(), 2);
}
pub fn right_static_mutex_vec() {
    static L: Mutex<Vec<i32>> = Mutex::new(Vec::new());
    static H: OnceLock<HashMap<i32, i32>> = OnceLock::new();
    let t = thread::spawn(|| {
        L.lock().unwrap().push(1);
        H.get_or_init(|| HashMap::from([(1, 2)]))[&1]
    });
    L.lock().unwrap().push(2);
    assert_eq!(t.join().unwrap(), 2);
    assert_eq!(L.lock().unwrap().len(), 2);
}
pub fn wrong_once_reentrant() {
    static O: Once = Once::new();
    O.call_once(|| O.call_once(|| ()));
}
pub fn wrong_double_checked() {
    static I: AtomicBool = AtomicBool::new(false);
    static V: AtomicUsize = AtomicUsize::new(0);
    let f = || {
        if !I.load(Acquire) {
            V.fetch_add(1, Relaxed);
            I.store(true, Release);
        }
    };
    let t = thread::spawn(f);
    f();
    t.join().unwrap();
    assert_eq!(V.load(Relaxed), 1);
}
std::thread_local! { static TL: RefCell<u32> = RefCell::new(1); static TC: Cell<u32> = const { Cell::new(7) }; }
pub fn right_tls() {
    TL.with_borrow_mut(|x| *x += 1);
    TC.set(8);
    let t = thread::spawn(|| {
        assert_eq!(TL.with_borrow(|x| *x), 1);
        assert_eq!(TC.get(), 7);
        TC.replace(9)
    });
    assert_eq!(t.join().unwrap(), 7);
    assert_eq!(TL.take(), 2);
    assert_eq!(TC.get(), 8);
}
pub fn right_poison() {
    let m = Arc::new(Mutex::new(1));
    let n = m.clone();
    let r = thread::spawn(move || {
        let mut g = n.lock().unwrap();
        *g = 2;
        panic!("boom")
    })
    .join();
    assert_eq!(*r.unwrap_err().downcast_ref::<&str>().unwrap(), "boom");
    assert!(m.is_poisoned());
    let g = m.lock().unwrap_or_else(|e| e.into_inner());
    assert_eq!(*g, 2);
    drop(g);
    m.clear_poison();
    assert!(m.lock().is_ok());
}
pub fn wrong_poison_unwrap() {
    let m = Arc::new(Mutex::new(1));
    let n = m.clone();
    let t = thread::spawn(move || {
        let _g = n.lock().unwrap();
        panic!("boom")
    });
    let _ = m.lock().unwrap();
    let _ = t.join();
}
pub fn right_join_err_payload_value() {
    let r = thread::spawn(|| std::panic::panic_any(42u8)).join();
    assert_eq!(*r.unwrap_err().downcast::<u8>().unwrap(), 42);
}
pub fn right_scope() {
    let mut v = vec![1, 2, 3, 4];
    let (a, b) = v.split_at_mut(2);
    thread::scope(|s| {
        s.spawn(|| a[0] = 9);
        s.spawn(|| b[0] = 8);
    });
    assert_eq!(v, [9, 2, 8, 4]);
}
pub fn wrong_scope_panics() {
    thread::scope(|s| {
        s.spawn(|| panic!("x"));
    });
}
pub fn right_scope_join_err() {
    thread::scope(|s| {
        assert!(s.spawn(|| panic!("x")).join().is_err());
    });
}
pub fn right_barrier() {
    let b = Arc::new(Barrier::new(3));
    let n = Arc::new(AtomicUsize::new(0));
    let ts: Vec<_> = (0..3)
        .map(|_| {
            let (b, n) = (b.clone(), n.clone());
            thread::spawn(move || {
                n.fetch_add(1, Relaxed);
                let l = b.wait().is_leader();
                assert_eq!(n.load(Relaxed), 3);
                l
            })
        })
        .collect();
    assert_eq!(
        ts.into_iter()
            .filter(|_| true)
            .map(|t| t.join().unwrap() as u8)
            .sum::<u8>(),
        1
    );
}
pub fn right_seqlock() {
    struct S {
        seq: AtomicUsize,
        a: AtomicUsize,
        b: AtomicUsize,
    }
    let s = Arc::new(S {
        seq: AtomicUsize::new(0),
        a: AtomicUsize::new(0),
        b: AtomicUsize::new(0),
    });
    let w = s.clone();
    let t = thread::spawn(move || {
        let q = w.seq.load(Relaxed);
        w.seq.store(q + 1, Relaxed);
        fence(Release);
        w.a.store(1, Relaxed);
        w.b.store(1, Relaxed);
        w.seq.store(q + 2, Release);
    });
    loop {
        let q = s.seq.load(Acquire);
        if q % 2 == 1 {
            std::hint::spin_loop();
            continue;
        }
        let (a, b) = (s.a.load(Relaxed), s.b.load(Relaxed));
        fence(Acquire);
        if s.seq.load(Relaxed) == q {
            assert_eq!(a, b);
            break;
        }
    }
    t.join().unwrap();
}
pub fn wrong_seqlock_no_fence() {
    struct S {
        seq: AtomicUsize,
        a: AtomicUsize,
        b: AtomicUsize,
    }
    let s = Arc::new(S {
        seq: AtomicUsize::new(0),
        a: AtomicUsize::new(0),
        b: AtomicUsize::new(0),
    });
    let w = s.clone();
    let t = thread::spawn(move || {
        let q = w.seq.load(Relaxed);
        w.seq.store(q + 1, Relaxed);
        w.a.store(1, Relaxed);
        w.b.store(1, Relaxed);
        w.seq.store(q + 2, Release);
    });
    loop {
        let q = s.seq.load(Acquire);
        if q % 2 == 1 {
            std::hint::spin_loop();
            continue;
        }
        let (a, b) = (s.a.load(Relaxed), s.b.load(Relaxed));
        fence(Acquire);
        if s.seq.load(Relaxed) == q {
            assert_eq!(a, b);
            break;
        }
    }
    t.join().unwrap();
}
struct Node {
    v: u32,
    next: *mut Node,
}
struct Stack(AtomicPtr<Node>);
unsafe impl Sync for Stack {}
unsafe impl Send for Stack {}
impl Stack {
    fn push(&self, v: u32, o: Ordering) {
        let n = Box::into_raw(Box::new(Node {
            v,
            next: std::ptr::null_mut(),
        }));
        loop {
            let h = self.0.load(Relaxed);
            unsafe { (*n).next = h };
            if self.0.compare_exchange_weak(h, n, o, Relaxed).is_ok() {
                return;
            }
        }
    }
    fn pop(&self) -> Option<u32> {
        loop {
            let h = self.0.load(Acquire);
            if h.is_null() {
                return None;
            }
            let n = unsafe { (*h).next };
            if self.0.compare_exchange(h, n, Acquire, Acquire).is_ok() {
                return Some(unsafe { (*h).v });
            }
        }
    }
}
pub fn right_treiber() {
    let s = Arc::new(Stack(AtomicPtr::new(std::ptr::null_mut())));
    let ts: Vec<_> = (0..2)
        .map(|i| {
            let s = s.clone();
            thread::spawn(move || {
                s.push(i, Release);
                s.pop()
            })
        })
        .collect();
    let mut got: Vec<_> = ts.into_iter().map(|t| t.join().unwrap().unwrap()).collect();
    got.sort();
    assert_eq!(got, [0, 1]);
}
pub fn wrong_treiber_load_store() {
    let s = Arc::new(Stack(AtomicPtr::new(std::ptr::null_mut())));
    let ts: Vec<_> = (0..2)
        .map(|i| {
            let s = s.clone();
            thread::spawn(move || {
                let n = Box::into_raw(Box::new(Node {
                    v: i,
                    next: s.0.load(Acquire),
                }));
                s.0.store(n, Release);
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
    let mut n = 0;
    while s.pop().is_some() {
        n += 1
    }
    assert_eq!(n, 2);
}
pub fn right_spsc_ring() {
    struct R {
        b: [UnsafeCell<usize>; 2],
        h: AtomicUsize,
        t: AtomicUsize,
    }
    unsafe impl Sync for R {}
    let r = Arc::new(R {
        b: [UnsafeCell::new(0), UnsafeCell::new(0)],
        h: AtomicUsize::new(0),
        t: AtomicUsize::new(0),
    });
    let p = r.clone();
    let t = thread::spawn(move || {
        for i in 1..=3 {
            while p.t.load(Relaxed) - p.h.load(Acquire) == 2 {}
            let t = p.t.load(Relaxed);
            unsafe { *p.b[t % 2].get() = i };
            p.t.store(t + 1, Release);
        }
    });
    for i in 1..=3 {
        while r.t.load(Acquire) == r.h.load(Relaxed) {}
        let h = r.h.load(Relaxed);
        assert_eq!(unsafe { *r.b[h % 2].get() }, i);
        r.h.store(h + 1, Release);
    }
    t.join().unwrap();
}
pub fn right_atomic_get_mut_after_join() {
    let mut a = Arc::new(AtomicUsize::new(1));
    let b = a.clone();
    thread::spawn(move || b.fetch_add(1, Relaxed))
        .join()
        .unwrap();
    *Arc::get_mut(&mut a).unwrap().get_mut() += 1;
    assert_eq!(a.load(Relaxed), 3);
    a.store(7, Relaxed);
    assert_eq!(Arc::try_unwrap(a).unwrap().into_inner(), 7);
}
pub fn right_static_array() {
    static A: [AtomicU8; 2] = [const { AtomicU8::new(3) }; 2];
    A[0].fetch_add(1, SeqCst);
    let t = thread::spawn(|| A[1].fetch_add(1, SeqCst));
    assert_eq!(A[0].load(SeqCst), 4);
    assert_eq!(t.join().unwrap(), 3);
}
pub fn wrong_exit() {
    thread::spawn(|| std::process::exit(0)).join().unwrap();
}
pub fn wrong_panic_in_drop_of_guarded() {
    struct B;
    impl Drop for B {
        fn drop(&mut self) {
            panic!("drop")
        }
    }
    let m = Mutex::new(Some(B));
    *m.lock().unwrap() = None;
}
