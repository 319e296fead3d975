// Mutex, RwLock, Condvar, Barrier.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError};
use std::thread;
use std::time::Duration;

fn poisoned() -> Arc<Mutex<i32>> {
    let lock = Arc::new(Mutex::new(1));
    let other = lock.clone();
    assert!(thread::spawn(move || { let _guard = other.lock().unwrap(); panic!("poison"); }).join().is_err());
    lock
}

fn poisoned_rw() -> Arc<RwLock<i32>> {
    let lock = Arc::new(RwLock::new(1));
    let other = lock.clone();
    assert!(thread::spawn(move || { let _guard = other.write().unwrap(); panic!("poison"); }).join().is_err());
    lock
}

cases! {
    lock_gives_the_data { let m = Mutex::new(1); *m.lock().unwrap() += 1; assert_eq!(*m.lock().unwrap(), 2); }
    increments_add_up {
        let m = Arc::new(Mutex::new(0));
        let hs: Vec<_> = (0..2).map(|_| { let m = m.clone(); thread::spawn(move || *m.lock().unwrap() += 1) }).collect();
        for h in hs { h.join().unwrap(); }
        assert_eq!(*m.lock().unwrap(), 2);
    }
    try_lock_free { let m = Mutex::new(1); *m.try_lock().unwrap() = 10; assert_eq!(*m.lock().unwrap(), 10); }
    try_lock_taken { let m = Mutex::new(1); let g = m.lock().unwrap(); assert!(matches!(m.try_lock(), Err(TryLockError::WouldBlock))); drop(g); assert!(m.try_lock().is_ok()); }
    try_lock_from_another_thread { let m = Arc::new(Mutex::new(0)); let g = m.lock().unwrap(); let n = m.clone(); assert!(thread::spawn(move || n.try_lock().is_err()).join().unwrap()); drop(g); }
    try_lock_either_way {
        let m = Arc::new(Mutex::new(0));
        let n = m.clone();
        let t = thread::spawn(move || *n.lock().unwrap() += 1);
        let got = if let Ok(mut g) = m.try_lock() { *g += 1; 1 } else { 0 };
        t.join().unwrap();
        assert_eq!(*m.lock().unwrap(), 1 + got);
    }
    into_inner { assert_eq!(Mutex::new(5).into_inner().unwrap(), 5); }
    get_mut { let mut m = Mutex::new(0); *m.get_mut().unwrap() = 10; assert_eq!(*m.lock().unwrap(), 10); }
    default_and_from { assert_eq!(*Mutex::<u8>::default().lock().unwrap(), 0); assert_eq!(*Mutex::from(3).lock().unwrap(), 3); }
    debug_free { assert_eq!(format!("{:?}", Mutex::new(1)), "Mutex { data: 1, poisoned: false, .. }"); }
    debug_taken { let m = Mutex::new(1); let _g = m.lock().unwrap(); assert_eq!(format!("{m:?}"), "Mutex { data: \"<locked>\", poisoned: false, .. }"); }
    guard_shows_like_data { let m = Mutex::new(1); let g = m.lock().unwrap(); assert_eq!(format!("{g} {g:?}"), "1 1"); }
    unsized_data { let m: Box<Mutex<[i32]>> = Box::new(Mutex::new([1, 2, 3])); m.lock().unwrap()[0] = 5; assert_eq!(m.lock().unwrap().len(), 3); }
    dyn_data { let m: Arc<Mutex<dyn FnMut() -> i32 + Send>> = Arc::new(Mutex::new(|| 4)); assert_eq!((m.lock().unwrap())(), 4); }
    guard_drop_unlocks { let m = Mutex::new(1); drop(m.lock().unwrap()); assert!(m.try_lock().is_ok()); }
    guard_across_functions { fn add(mut g: MutexGuard<'_, i32>) -> i32 { *g += 1; *g } let m = Mutex::new(1); assert_eq!(add(m.lock().unwrap()), 2); assert!(m.try_lock().is_ok()); }
    static_mutex { static M: Mutex<Vec<i32>> = Mutex::new(Vec::new()); let n = M.lock().unwrap().len(); M.lock().unwrap().push(1); assert_eq!(M.lock().unwrap().len(), n + 1); M.lock().unwrap().clear(); }
    panic_poisons { let m = poisoned(); assert!(m.is_poisoned()); assert!(m.lock().is_err()); }
    poison_still_locks { let m = poisoned(); let g = m.lock().unwrap_or_else(PoisonError::into_inner); assert_eq!(*g, 1); }
    poison_get_ref { let m = poisoned(); let e = m.lock().unwrap_err(); assert_eq!(**e.get_ref(), 1); }
    poison_get_mut { let m = poisoned(); let mut e = m.lock().unwrap_err(); **e.get_mut() = 5; drop(e); assert_eq!(*m.lock().unwrap_err().into_inner(), 5); }
    poison_try_lock { let m = poisoned(); assert!(matches!(m.try_lock(), Err(TryLockError::Poisoned(_)))); }
    poison_into_inner { let m = Arc::into_inner(poisoned()).unwrap(); assert_eq!(m.into_inner().unwrap_err().into_inner(), 1); }
    poison_clears { let m = poisoned(); m.clear_poison(); assert!(!m.is_poisoned()); assert_eq!(*m.lock().unwrap(), 1); }
    poison_messages { let m = poisoned(); let e = m.lock().unwrap_err(); assert_eq!(e.to_string(), "poisoned lock: another task failed inside"); assert_eq!(format!("{e:?}"), "PoisonError { .. }"); }
    poison_debug { assert_eq!(format!("{:?}", poisoned()), "Mutex { data: 1, poisoned: true, .. }"); }
    caught_inside_does_not_poison { let m = Mutex::new(1); { let _g = m.lock().unwrap(); assert!(catch_unwind(|| panic!()).is_err()); } assert!(!m.is_poisoned()); }
    guard_dropped_before_panic_does_not_poison { let m = Mutex::new(1); assert!(catch_unwind(AssertUnwindSafe(|| { drop(m.lock().unwrap()); panic!(); })).is_err()); assert!(!m.is_poisoned()); }
    locked_while_panicking_does_not_poison {
        struct D<'a>(&'a Mutex<i32>);
        impl Drop for D<'_> { fn drop(&mut self) { *self.0.lock().unwrap() += 1; } }
        let m = Mutex::new(0);
        assert!(catch_unwind(AssertUnwindSafe(|| { let _d = D(&m); panic!(); })).is_err());
        assert!(!m.is_poisoned());
        assert_eq!(*m.lock().unwrap(), 1);
    }
    rw_read_and_write { let l = RwLock::new(5); { let a = l.read().unwrap(); let b = l.read().unwrap(); assert_eq!(*a + *b, 10); } *l.write().unwrap() += 1; assert_eq!(*l.read().unwrap(), 6); }
    rw_two_readers_meet {
        let l = Arc::new((RwLock::new(5), Barrier::new(2)));
        let k = l.clone();
        let t = thread::spawn(move || { let g = k.0.read().unwrap(); k.1.wait(); *g });
        let g = l.0.read().unwrap();
        l.1.wait();
        assert_eq!(*g, 5);
        drop(g);
        assert_eq!(t.join().unwrap(), 5);
    }
    rw_writers_exclude { let l = Arc::new(RwLock::new(0)); let k = l.clone(); let t = thread::spawn(move || *k.write().unwrap() += 1); *l.write().unwrap() += 1; t.join().unwrap(); assert_eq!(*l.read().unwrap(), 2); }
    rw_reader_sees_whole_writes {
        let l = Arc::new(RwLock::new((0, 0)));
        let k = l.clone();
        let t = thread::spawn(move || { let mut g = k.write().unwrap(); g.0 += 1; g.1 += 1; });
        { let g = l.read().unwrap(); assert_eq!(g.0, g.1); }
        t.join().unwrap();
    }
    rw_try_read { let l = RwLock::new(1); let r = l.read().unwrap(); assert!(l.try_read().is_ok()); assert!(l.try_write().is_err()); drop(r); assert!(l.try_write().is_ok()); }
    rw_try_write_taken { let l = RwLock::new(1); let w = l.write().unwrap(); assert!(matches!(l.try_read(), Err(TryLockError::WouldBlock))); assert!(matches!(l.try_write(), Err(TryLockError::WouldBlock))); drop(w); }
    rw_owned { let mut l = RwLock::new(1); *l.get_mut().unwrap() = 2; assert_eq!(l.into_inner().unwrap(), 2); }
    rw_traits { assert_eq!(*RwLock::<u8>::default().read().unwrap(), 0); assert_eq!(*RwLock::from(3).read().unwrap(), 3); assert_eq!(format!("{:?}", RwLock::new(1)), "RwLock { data: 1, poisoned: false, .. }"); }
    rw_debug_locked { let l = RwLock::new(1); let _w = l.write().unwrap(); assert_eq!(format!("{l:?}"), "RwLock { data: <locked>, poisoned: false, .. }"); }
    rw_guards_show { let l = RwLock::new(1); { let r: RwLockReadGuard<'_, i32> = l.read().unwrap(); assert_eq!(format!("{r}{r:?}"), "11"); } let w: RwLockWriteGuard<'_, i32> = l.write().unwrap(); assert_eq!(format!("{w}{w:?}"), "11"); }
    rw_writer_poisons { let l = poisoned_rw(); assert!(l.is_poisoned()); assert!(l.read().is_err()); assert!(l.write().is_err()); }
    rw_poison_tries { let l = poisoned_rw(); assert!(matches!(l.try_read(), Err(TryLockError::Poisoned(_)))); assert!(matches!(l.try_write(), Err(TryLockError::Poisoned(_)))); }
    rw_poison_clears { let l = poisoned_rw(); l.clear_poison(); assert!(l.read().is_ok()); }
    rw_reader_does_not_poison { let l = RwLock::new(1); assert!(catch_unwind(AssertUnwindSafe(|| { let _g = l.read().unwrap(); panic!(); })).is_err()); assert!(!l.is_poisoned()); }
    rw_downgrade { let l = RwLock::new(1); let mut w = l.write().unwrap(); *w = 2; let r = RwLockWriteGuard::downgrade(w); assert_eq!(*r, 2); assert!(l.try_read().is_ok()); assert!(l.try_write().is_err()); }
    rw_static { static L: RwLock<i32> = RwLock::new(3); let g = L.read().unwrap(); assert_eq!(*g, 3); }
    condvar_example {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let other = pair.clone();
        let t = thread::spawn(move || { *other.0.lock().unwrap() = true; other.1.notify_one(); });
        let mut started = pair.0.lock().unwrap();
        while !*started { started = pair.1.wait(started).unwrap(); }
        drop(started);
        t.join().unwrap();
    }
    condvar_wait_while {
        let pair = Arc::new((Mutex::new(true), Condvar::new()));
        let other = pair.clone();
        let t = thread::spawn(move || { *other.0.lock().unwrap() = false; other.1.notify_one(); });
        let guard = pair.1.wait_while(pair.0.lock().unwrap(), |pending| *pending).unwrap();
        assert!(!*guard);
        drop(guard);
        t.join().unwrap();
    }
    condvar_notify_all {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let ts: Vec<_> = (0..2).map(|_| { let p = pair.clone(); thread::spawn(move || { let mut g = p.0.lock().unwrap(); while !*g { g = p.1.wait(g).unwrap(); } }) }).collect();
        *pair.0.lock().unwrap() = true;
        pair.1.notify_all();
        for t in ts { t.join().unwrap(); }
    }
    condvar_times_out { let (m, c) = (Mutex::new(0), Condvar::new()); let (g, r) = c.wait_timeout_while(m.lock().unwrap(), Duration::from_millis(5), |_| true).unwrap(); assert!(r.timed_out()); assert_eq!(*g, 0); }
    condvar_timeout_not_needed { let (m, c) = (Mutex::new(0), Condvar::new()); let (_g, r) = c.wait_timeout_while(m.lock().unwrap(), Duration::from_secs(5), |_| false).unwrap(); assert!(!r.timed_out()); }
    condvar_wait_timeout_returns { let (m, c) = (Mutex::new(0), Condvar::new()); let (g, _r) = c.wait_timeout(m.lock().unwrap(), Duration::from_millis(1)).unwrap(); assert_eq!(*g, 0); }
    condvar_wait_timeout_ms { let (m, c) = (Mutex::new(0), Condvar::new()); let (_g, _notified) = c.wait_timeout_ms(m.lock().unwrap(), 1).unwrap(); }
    condvar_nobody_waits { let c = Condvar::default(); c.notify_one(); c.notify_all(); assert_eq!(format!("{c:?}"), "Condvar { .. }"); }
    condvar_poison {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let p = pair.clone();
        let t = thread::spawn(move || { let mut g = p.0.lock().unwrap(); *g = true; p.1.notify_one(); panic!("while holding"); });
        let mut result = pair.0.lock();
        loop {
            match result { Err(e) => { assert!(*e.into_inner()); break } Ok(g) => result = pair.1.wait(g) }
        }
        assert!(t.join().is_err());
    }
    barrier_one_leader {
        let b = Arc::new((Barrier::new(3), AtomicUsize::new(0)));
        let ts: Vec<_> = (0..2).map(|_| { let b = b.clone(); thread::spawn(move || if b.0.wait().is_leader() { b.1.fetch_add(1, SeqCst); }) }).collect();
        if b.0.wait().is_leader() { b.1.fetch_add(1, SeqCst); }
        for t in ts { t.join().unwrap(); }
        assert_eq!(b.1.load(SeqCst), 1);
    }
    barrier_orders {
        let b = Arc::new((Barrier::new(2), AtomicUsize::new(0)));
        let c = b.clone();
        let t = thread::spawn(move || { c.1.store(1, std::sync::atomic::Ordering::Relaxed); c.0.wait(); });
        b.0.wait();
        assert_eq!(b.1.load(std::sync::atomic::Ordering::Relaxed), 1);
        t.join().unwrap();
    }
    barrier_is_reusable { let b = Arc::new(Barrier::new(2)); let c = b.clone(); let t = thread::spawn(move || { c.wait(); c.wait(); }); b.wait(); b.wait(); t.join().unwrap(); }
    barrier_of_one { let b = Barrier::new(1); assert!(b.wait().is_leader()); assert!(b.wait().is_leader()); }
    barrier_of_none { assert!(Barrier::new(0).wait().is_leader()); }
    barrier_debug { assert_eq!(format!("{:?}", Barrier::new(1)), "Barrier { .. }"); assert_eq!(format!("{:?}", Barrier::new(1).wait()), "BarrierWaitResult { is_leader: true }"); }
}
