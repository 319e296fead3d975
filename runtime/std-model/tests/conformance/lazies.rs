// Once, OnceLock, LazyLock.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, LazyLock, Once, OnceLock};
use std::thread;

cases! {
    once_runs_once { let once = Once::new(); let n = AtomicUsize::new(0); for _ in 0..3 { once.call_once(|| { n.fetch_add(1, SeqCst); }); } assert_eq!(n.load(SeqCst), 1); }
    once_is_completed { let once = Once::new(); assert!(!once.is_completed()); once.call_once(|| {}); assert!(once.is_completed()); }
    once_two_threads {
        let s = Arc::new((Once::new(), AtomicUsize::new(0)));
        let t = { let s = s.clone(); thread::spawn(move || { s.0.call_once(|| { s.1.fetch_add(1, SeqCst); }); assert_eq!(s.1.load(SeqCst), 1); }) };
        s.0.call_once(|| { s.1.fetch_add(1, SeqCst); });
        assert_eq!(s.1.load(SeqCst), 1);
        t.join().unwrap();
    }
    once_publishes {
        let s = Arc::new((Once::new(), AtomicUsize::new(0)));
        let t = { let s = s.clone(); thread::spawn(move || s.0.call_once(|| s.1.store(7, std::sync::atomic::Ordering::Relaxed))) };
        s.0.call_once(|| s.1.store(7, std::sync::atomic::Ordering::Relaxed));
        assert_eq!(s.1.load(std::sync::atomic::Ordering::Relaxed), 7);
        t.join().unwrap();
    }
    once_poisons { let once = Once::new(); assert!(catch_unwind(AssertUnwindSafe(|| once.call_once(|| panic!()))).is_err()); assert!(!once.is_completed()); assert!(catch_unwind(AssertUnwindSafe(|| once.call_once(|| {}))).is_err()); }
    once_force { let once = Once::new(); catch_unwind(AssertUnwindSafe(|| once.call_once(|| panic!()))).ok(); once.call_once_force(|s| assert!(s.is_poisoned())); assert!(once.is_completed()); once.call_once(|| unreachable!()); }
    once_force_on_new { Once::new().call_once_force(|s| assert!(!s.is_poisoned())); }
    once_wait { let s = Arc::new(Once::new()); let r = s.clone(); let t = thread::spawn(move || r.call_once(|| {})); s.wait(); assert!(s.is_completed()); t.join().unwrap(); }
    once_static { static ONCE: Once = Once::new(); let n = AtomicUsize::new(0); ONCE.call_once(|| { n.fetch_add(1, SeqCst); }); ONCE.call_once(|| unreachable!()); assert!(n.load(SeqCst) <= 1); }
    once_debug { assert_eq!(format!("{:?}", Once::new()), "Once { .. }"); }
    lock_get_or_init { let l = OnceLock::new(); assert_eq!(l.get(), None); assert_eq!(*l.get_or_init(|| 5), 5); assert_eq!(*l.get_or_init(|| 6), 5); assert_eq!(l.get(), Some(&5)); }
    lock_set { let l = OnceLock::new(); assert_eq!(l.set(1), Ok(())); assert_eq!(l.set(2), Err(2)); assert_eq!(l.get(), Some(&1)); }
    lock_get_mut { let mut l = OnceLock::new(); assert_eq!(l.get_mut(), None); l.set(1).unwrap(); *l.get_mut().unwrap() = 2; assert_eq!(l.into_inner(), Some(2)); }
    lock_take { let mut l = OnceLock::from(3); assert_eq!(l.take(), Some(3)); assert_eq!(l.get(), None); assert_eq!(l.set(4), Ok(())); }
    lock_traits { let l = OnceLock::from(3); assert_eq!(l.clone(), l); assert_eq!(format!("{l:?}"), "OnceLock(3)"); assert_eq!(format!("{:?}", OnceLock::<u8>::default()), "OnceLock(<uninit>)"); }
    lock_one_wins {
        let l = Arc::new(OnceLock::new());
        let k = l.clone();
        let t = thread::spawn(move || k.set(1).is_ok());
        let mine = l.set(2).is_ok();
        assert!(mine != t.join().unwrap());
        assert_eq!(*l.get().unwrap(), if mine { 2 } else { 1 });
    }
    lock_wait { let l = Arc::new(OnceLock::new()); let k = l.clone(); let t = thread::spawn(move || k.set(1)); assert_eq!(*l.wait(), 1); t.join().unwrap().unwrap(); }
    lock_init_panics { let l: OnceLock<i32> = OnceLock::new(); assert!(catch_unwind(AssertUnwindSafe(|| { l.get_or_init(|| panic!()); })).is_err()); assert_eq!(l.get(), None); assert_eq!(*l.get_or_init(|| 3), 3); }
    lock_static { static L: OnceLock<String> = OnceLock::new(); assert_eq!(L.get_or_init(|| "a".to_owned()), "a"); }
    lazy_forces_once { let n = AtomicUsize::new(0); let l = LazyLock::new(|| { n.fetch_add(1, SeqCst); 5 }); assert_eq!(n.load(SeqCst), 0); assert_eq!(*l + *l, 10); assert_eq!(n.load(SeqCst), 1); }
    lazy_force { let l = LazyLock::new(|| 92); assert_eq!(LazyLock::force(&l), &92); assert_eq!(&*l, &92); }
    lazy_static { static L: LazyLock<Vec<i32>> = LazyLock::new(|| vec![1, 2]); assert_eq!(L.len(), 2); let t = thread::spawn(|| L[1]); assert_eq!(t.join().unwrap(), 2); }
    lazy_poisons { let l: LazyLock<i32> = LazyLock::new(|| panic!("no")); assert!(catch_unwind(AssertUnwindSafe(|| { let _ = *l; })).is_err()); assert!(catch_unwind(AssertUnwindSafe(|| { let _ = *l; })).is_err()); }
    lazy_default_and_debug { let l: LazyLock<i32> = LazyLock::default(); assert_eq!(format!("{l:?}"), "LazyLock(<uninit>)"); assert_eq!(*l, 0); assert_eq!(format!("{l:?}"), "LazyLock(0)"); }
    lazy_two_threads { let l: Arc<LazyLock<i32>> = Arc::new(LazyLock::new(|| 3)); let k = l.clone(); let t = thread::spawn(move || **k); assert_eq!(**l, t.join().unwrap()); }
}
