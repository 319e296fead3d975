// AtomicBool, AtomicPtr, fences, the orderings that panic, HashMap, time, wakers, panics.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, compiler_fence, fence};
use std::thread;
use std::time::{Duration, Instant};

fn panics(f: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(f)).is_err()
}

cases! {
    bool_load_store { let a = AtomicBool::new(true); a.store(false, Release); assert!(!a.load(Acquire)); }
    bool_swap { let a = AtomicBool::new(true); assert!(a.swap(false, Relaxed)); assert!(!a.swap(true, SeqCst)); }
    bool_and { let a = AtomicBool::new(true); assert!(a.fetch_and(false, SeqCst)); assert!(!a.load(SeqCst)); }
    bool_and_true { let a = AtomicBool::new(true); assert!(a.fetch_and(true, SeqCst)); assert!(a.load(SeqCst)); }
    bool_nand { let a = AtomicBool::new(true); assert!(a.fetch_nand(true, SeqCst)); assert!(!a.load(SeqCst)); }
    bool_nand_of_false { let a = AtomicBool::new(false); assert!(!a.fetch_nand(false, SeqCst)); assert!(a.load(SeqCst)); }
    bool_or { let a = AtomicBool::new(false); assert!(!a.fetch_or(true, SeqCst)); assert!(a.load(SeqCst)); }
    bool_xor { let a = AtomicBool::new(true); assert!(a.fetch_xor(true, SeqCst)); assert!(!a.load(SeqCst)); }
    bool_not { let a = AtomicBool::new(true); assert!(a.fetch_not(SeqCst)); assert!(!a.load(SeqCst)); }
    bool_exchange { let a = AtomicBool::new(true); assert_eq!(a.compare_exchange(true, false, Acquire, Relaxed), Ok(true)); assert_eq!(a.compare_exchange(true, true, SeqCst, Acquire), Err(false)); }
    bool_update { let a = AtomicBool::new(false); assert_eq!(a.fetch_update(SeqCst, SeqCst, |x| Some(!x)), Ok(false)); assert_eq!(a.fetch_update(SeqCst, SeqCst, |_| None), Err(true)); }
    bool_owned { let mut a = AtomicBool::new(true); *a.get_mut() = false; assert!(!a.load(SeqCst)); assert!(!a.into_inner()); }
    bool_traits { assert!(!AtomicBool::default().into_inner()); assert!(AtomicBool::from(true).into_inner()); assert_eq!(format!("{:?}", AtomicBool::new(true)), "true"); }
    pointer_load_store {
        let (mut x, mut y) = (1, 2);
        let a = AtomicPtr::new(&mut x);
        a.store(&mut y, Release);
        assert_eq!(unsafe { *a.load(Acquire) }, 2);
    }
    pointer_swap { let (mut x, mut y) = (1, 2); let a = AtomicPtr::new(&mut x); let old = a.swap(&mut y, SeqCst); assert_eq!(unsafe { *old }, 1); }
    pointer_exchange {
        let mut x = 1;
        let a: AtomicPtr<i32> = AtomicPtr::default();
        assert!(a.load(Relaxed).is_null());
        let p: *mut i32 = &mut x;
        assert_eq!(a.compare_exchange(std::ptr::null_mut(), p, AcqRel, Acquire), Ok(std::ptr::null_mut()));
        assert_eq!(a.compare_exchange(std::ptr::null_mut(), p, AcqRel, Acquire), Err(p));
    }
    pointer_owned { let mut x = 1; let mut a = AtomicPtr::new(&mut x); unsafe { **a.get_mut() += 1 }; assert_eq!(unsafe { *a.into_inner() }, 2); }
    pointer_update { let mut x = 1; let p: *mut i32 = &mut x; let a = AtomicPtr::new(p); assert_eq!(a.fetch_update(SeqCst, SeqCst, |_| Some(std::ptr::null_mut())), Ok(p)); }
    fences_of_all_kinds { fence(Acquire); fence(Release); fence(AcqRel); fence(SeqCst); compiler_fence(SeqCst); }
    no_release_load { assert!(panics(|| { let order = [Release][0]; AtomicU32::new(0).load(order); })); }
    no_acqrel_load { assert!(panics(|| { let order = [AcqRel][0]; AtomicU32::new(0).load(order); })); }
    no_acquire_store { assert!(panics(|| { let order = [Acquire][0]; AtomicU32::new(0).store(1, order); })); }
    no_acqrel_store { assert!(panics(|| { let order = [AcqRel][0]; AtomicU32::new(0).store(1, order); })); }
    no_relaxed_fence { assert!(panics(|| { let order = [Relaxed][0]; fence(order); })); }
    no_release_failure { assert!(panics(|| { let order = [Release][0]; AtomicU32::new(0).compare_exchange(0, 1, AcqRel, order).ok(); })); }
    message_passing {
        let data = Arc::new((AtomicU32::new(0), AtomicBool::new(false)));
        let writer = { let data = data.clone(); thread::spawn(move || { data.0.store(42, Relaxed); data.1.store(true, Release); }) };
        if data.1.load(Acquire) { assert_eq!(data.0.load(Relaxed), 42); }
        writer.join().unwrap();
        assert_eq!(data.0.load(Relaxed), 42);
    }
    spin_until_published {
        let data = Arc::new((AtomicU32::new(0), AtomicBool::new(false)));
        let writer = { let data = data.clone(); thread::spawn(move || { data.0.store(7, Relaxed); data.1.store(true, Release); }) };
        while !data.1.load(Acquire) { std::hint::spin_loop(); }
        assert_eq!(data.0.load(Relaxed), 7);
        writer.join().unwrap();
    }
    join_orders { let a = Arc::new(AtomicU32::new(0)); let b = a.clone(); thread::spawn(move || b.store(1, Relaxed)).join().unwrap(); assert_eq!(a.load(Relaxed), 1); }
    spawn_orders { let a = Arc::new(AtomicU32::new(0)); a.store(1, Relaxed); let b = a.clone(); thread::spawn(move || assert_eq!(b.load(Relaxed), 1)).join().unwrap(); }
    map_from_array { let m = HashMap::from([(1, 'a'), (2, 'b')]); assert_eq!(m[&1], 'a'); assert_eq!(m.len(), 2); }
    map_entry { let mut m: HashMap<&str, u32> = HashMap::new(); *m.entry("a").or_insert(0) += 1; *m.entry("a").or_default() += 1; assert_eq!(m.get("a"), Some(&2)); }
    map_collect { let m: HashMap<u32, u32> = (0..5).map(|x| (x, x * x)).collect(); assert_eq!(m[&4], 16); assert_eq!(m.values().sum::<u32>(), 30); }
    map_equality { let a = HashMap::from([(1, 2)]); let b: HashMap<_, _> = [(1, 2)].into_iter().collect(); assert_eq!(a, b); assert_eq!(format!("{a:?}"), "{1: 2}"); }
    map_iterates { let mut m = HashMap::from([(1, 1), (2, 2)]); for (_, v) in &mut m { *v += 1; } let mut v: Vec<_> = m.into_iter().collect(); v.sort(); assert_eq!(v, [(1, 2), (2, 3)]); }
    map_keys_and_values { let m = HashMap::from([(1, 2)]); assert_eq!(m.clone().into_keys().collect::<Vec<_>>(), [1]); assert_eq!(m.into_values().collect::<Vec<_>>(), [2]); }
    map_extend { let mut m = HashMap::with_capacity(4); m.extend([(1, 1)]); m.insert(2, 2); assert_eq!(m.remove(&1), Some(1)); assert!(m.contains_key(&2)); }
    set_algebra { let a = HashSet::from([1, 2]); let b: HashSet<i32> = [2, 3].into_iter().collect(); assert_eq!(&a & &b, HashSet::from([2])); assert_eq!((&a | &b).len(), 3); }
    set_members { let mut s = HashSet::new(); assert!(s.insert(1)); assert!(!s.insert(1)); assert!(s.contains(&1)); assert_eq!(s.iter().count(), 1); }
    hasher { use std::hash::{BuildHasher, RandomState}; let s = RandomState::new(); assert_eq!(s.hash_one(3), s.hash_one(3)); }
    instants_do_not_go_back { let a = Instant::now(); let b = Instant::now(); assert!(b >= a); assert_eq!(a.duration_since(a), Duration::ZERO); }
    instant_arithmetic { let a = Instant::now(); let b = a + Duration::from_secs(1); assert_eq!(b - a, Duration::from_secs(1)); assert_eq!(b - Duration::from_secs(1), a); assert!(a < b); }
    instant_checked { let a = Instant::now(); let b = a + Duration::from_secs(1); assert_eq!(a.checked_duration_since(b), None); assert_eq!(a.saturating_duration_since(b), Duration::ZERO); assert_eq!(b.checked_duration_since(a), Some(Duration::from_secs(1))); }
    sleep_takes_at_least { let a = Instant::now(); thread::sleep(Duration::from_millis(5)); assert!(a.elapsed() >= Duration::from_millis(5)); }
    join_carries_time { let a = Instant::now(); thread::spawn(|| thread::sleep(Duration::from_millis(5))).join().unwrap(); assert!(a.elapsed() >= Duration::from_millis(5)); }
    waiting_by_the_clock_ends { let end = Instant::now() + Duration::from_millis(5); while Instant::now() < end { std::hint::spin_loop(); } }
    caught_panic { let r = catch_unwind(|| panic!("oh no")); assert_eq!(*r.unwrap_err().downcast::<&str>().unwrap(), "oh no"); assert!(!thread::panicking()); }
    panicking_in_drop {
        struct D(Arc<AtomicBool>);
        impl Drop for D { fn drop(&mut self) { self.0.store(thread::panicking(), SeqCst); } }
        let seen = Arc::new(AtomicBool::new(false));
        let d = D(seen.clone());
        assert!(panics(move || { let _d = d; panic!(); }));
        assert!(seen.load(SeqCst));
        drop(D(seen.clone()));
        assert!(!seen.load(SeqCst));
    }
    resumed_panic { let r = catch_unwind(|| std::panic::resume_unwind(Box::new(5u8))); assert_eq!(*r.unwrap_err().downcast::<u8>().unwrap(), 5); }
    waker_by_arc {
        struct Count(AtomicU32);
        impl std::task::Wake for Count { fn wake(self: Arc<Self>) { self.0.fetch_add(1, Relaxed); } }
        let count = Arc::new(Count(AtomicU32::new(0)));
        let waker = std::task::Waker::from(count.clone());
        waker.wake_by_ref();
        waker.clone().wake();
        assert!(waker.will_wake(&waker.clone()));
        assert_eq!(count.0.load(Relaxed), 2);
    }
    arc_of_dyn { let a: Arc<dyn Fn() -> u32 + Send + Sync> = Arc::new(|| 3); let b = a.clone(); assert_eq!(thread::spawn(move || b()).join().unwrap(), 3); assert_eq!(a(), 3); }
    arc_counts { let a = Arc::new(1); let w = Arc::downgrade(&a); let b = a.clone(); thread::spawn(move || drop(b)).join().unwrap(); assert_eq!(Arc::strong_count(&a), 1); assert!(w.upgrade().is_some()); drop(a); assert!(w.upgrade().is_none()); }
}
