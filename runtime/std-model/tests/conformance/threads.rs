// thread.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::{Relaxed, SeqCst}};
use std::sync::{Arc, Mutex};
use std::thread::{self, Builder};
use std::time::Duration;

std::thread_local! {
    static LAZY: RefCell<Vec<i32>> = RefCell::new(vec![1]);
    static CONSTANT: Cell<i32> = const { Cell::new(5) };
    static PLAIN: AtomicUsize = AtomicUsize::new(0)
}

cases! {
    join_returns_the_value { assert_eq!(thread::spawn(|| 5).join().unwrap(), 5); }
    join_returns_the_panic { assert_eq!(*thread::spawn(|| panic!("oh")).join().map(|_: ()| ()).unwrap_err().downcast::<&str>().unwrap(), "oh"); }
    join_returns_formatted_panics { let n = 3; assert_eq!(*thread::spawn(move || panic!("oh {n}")).join().map(|_: ()| ()).unwrap_err().downcast::<String>().unwrap(), "oh 3"); }
    join_returns_any_payload { assert_eq!(*thread::spawn(|| std::panic::panic_any(7u8)).join().map(|_: ()| ()).unwrap_err().downcast::<u8>().unwrap(), 7); }
    a_panic_harms_no_other { let t = thread::spawn(|| panic!()); assert_eq!(thread::spawn(|| 1).join().unwrap(), 1); assert!(t.join().is_err()); }
    detached_threads_may_run { let t = thread::spawn(|| ()); drop(t); }
    is_finished { let t = thread::spawn(|| ()); while !t.is_finished() { thread::yield_now(); } t.join().unwrap(); }
    ids_differ { let main = thread::current().id(); let t = thread::spawn(|| thread::current().id()); let id = t.thread().id(); assert_ne!(main, id); assert_eq!(t.join().unwrap(), id); assert_eq!(thread::current().id(), main); }
    spawned_threads_have_no_name { assert_eq!(thread::spawn(|| thread::current().name().map(str::to_owned)).join().unwrap(), None); }
    builder_names { let t = Builder::new().name("foo".into()).spawn(|| thread::current().name().map(str::to_owned)).unwrap(); assert_eq!(t.thread().name(), Some("foo")); assert_eq!(t.join().unwrap().as_deref(), Some("foo")); }
    builder_stack { assert_eq!(Builder::new().stack_size(32 * 1024).spawn(|| 1).unwrap().join().unwrap(), 1); }
    parallelism { assert!(thread::available_parallelism().unwrap().get() >= 1); }
    debug_of_handles { assert_eq!(format!("{:?}", thread::spawn(|| ())), "JoinHandle { .. }"); }
    scope_borrows { let mut a = vec![1, 2]; let mut x = 0; thread::scope(|s| { s.spawn(|| assert_eq!(a.len(), 2)); s.spawn(|| x += a[0] + a[1]); }); a.push(4); assert_eq!(x, 3); }
    scope_joins { let n = AtomicUsize::new(0); thread::scope(|s| { s.spawn(|| n.store(1, Relaxed)); }); assert_eq!(n.load(Relaxed), 1); }
    scope_handles { assert_eq!(thread::scope(|s| s.spawn(|| 4).join().unwrap()), 4); }
    scope_returns { assert_eq!(thread::scope(|_| 3), 3); }
    scope_spawns_inside { let n = AtomicUsize::new(0); thread::scope(|s| { s.spawn(|| { s.spawn(|| n.fetch_add(1, SeqCst)); n.fetch_add(1, SeqCst); }); }); assert_eq!(n.load(SeqCst), 2); }
    scope_panics_unless_joined { assert!(catch_unwind(|| thread::scope(|s| { s.spawn(|| panic!()); })).is_err()); }
    scope_panic_message { let e = catch_unwind(|| thread::scope(|s| { s.spawn(|| panic!()); })).unwrap_err(); assert_eq!(*e.downcast::<&str>().unwrap(), "a scoped thread panicked"); }
    scope_joined_panic_is_fine { thread::scope(|s| assert!(s.spawn(|| panic!()).join().is_err())); }
    scope_own_panic_still_joins { let n = AtomicUsize::new(0); let r = catch_unwind(AssertUnwindSafe(|| thread::scope(|s| { s.spawn(|| n.store(1, SeqCst)); panic!("mine"); }))); assert_eq!(*r.map(|_: ()| ()).unwrap_err().downcast::<&str>().unwrap(), "mine"); assert_eq!(n.load(SeqCst), 1); }
    scope_builder { thread::scope(|s| { let h = Builder::new().name("in".into()).spawn_scoped(s, || 1).unwrap(); assert_eq!(h.thread().name(), Some("in")); assert_eq!(h.join().unwrap(), 1); }); }
    scope_is_finished { thread::scope(|s| { let h = s.spawn(|| ()); while !h.is_finished() { thread::yield_now(); } }); }
    park_with_token { thread::current().unpark(); thread::park(); }
    park_until_flag {
        let flag = Arc::new(AtomicBool::new(false));
        let f = flag.clone();
        let t = thread::spawn(move || while !f.load(SeqCst) { thread::park(); });
        flag.store(true, SeqCst);
        t.thread().unpark();
        t.join().unwrap();
    }
    park_tokens_do_not_add_up { let t = thread::current(); t.unpark(); t.unpark(); thread::park(); thread::park_timeout(Duration::from_millis(1)); }
    park_timeout_returns { thread::park_timeout(Duration::from_millis(1)); }
    unpark_publishes {
        let n = Arc::new((AtomicUsize::new(0), AtomicBool::new(false)));
        let m = n.clone();
        let main = thread::current();
        let t = thread::spawn(move || { m.0.store(1, Relaxed); m.1.store(true, std::sync::atomic::Ordering::Release); main.unpark(); });
        while !n.1.load(std::sync::atomic::Ordering::Acquire) { thread::park(); }
        assert_eq!(n.0.load(Relaxed), 1);
        t.join().unwrap();
    }
    unparking_the_ended { let t = thread::spawn(|| ()); let handle = t.thread().clone(); t.join().unwrap(); handle.unpark(); }
    yields { thread::yield_now(); std::hint::spin_loop(); }
    sleeps { thread::sleep(Duration::from_millis(1)); thread::sleep_ms(1); }
    locals_are_per_thread { LAZY.with_borrow_mut(|v| v.push(2)); thread::spawn(|| LAZY.with_borrow(|v| assert_eq!(*v, [1]))).join().unwrap(); LAZY.with_borrow(|v| assert_eq!(*v, [1, 2])); }
    local_cells { assert_eq!(CONSTANT.get(), 5); CONSTANT.set(6); assert_eq!(CONSTANT.replace(7), 6); assert_eq!(CONSTANT.take(), 7); assert_eq!(CONSTANT.get(), 0); }
    local_set_does_not_initialise { std::thread_local! { static X: Cell<i32> = panic!("no"); } X.set(123); assert_eq!(X.get(), 123); }
    local_ref_cells { LAZY.set(vec![3]); assert_eq!(LAZY.replace(vec![4]), [3]); assert_eq!(LAZY.take(), [4]); LAZY.with_borrow(|v| assert!(v.is_empty())); }
    local_with { assert_eq!(PLAIN.with(|n| n.fetch_add(1, SeqCst)), 0); assert_eq!(PLAIN.try_with(|n| n.load(SeqCst)).unwrap(), 1); }
    local_drops_at_the_end {
        struct D(Arc<AtomicBool>);
        impl Drop for D { fn drop(&mut self) { self.0.store(true, SeqCst); } }
        std::thread_local! { static D_: RefCell<Option<D>> = RefCell::new(None); }
        let dropped = Arc::new(AtomicBool::new(false));
        let d = dropped.clone();
        thread::spawn(move || D_.with_borrow_mut(|slot| *slot = Some(D(d)))).join().unwrap();
        assert!(dropped.load(SeqCst));
    }
    local_initialises_on_first_use {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        std::thread_local! { static L: usize = MADE.fetch_add(1, SeqCst); }
        let before = MADE.load(SeqCst);
        thread::spawn(|| ()).join().unwrap();
        assert_eq!(MADE.load(SeqCst), before);
        thread::spawn(|| L.with(|_| ())).join().unwrap();
        assert_eq!(MADE.load(SeqCst), before + 1);
    }
    captured_values_move { let v = vec![1]; assert_eq!(thread::spawn(move || v).join().unwrap(), [1]); }
    captured_values_drop { let a = Arc::new(()); let b = a.clone(); thread::spawn(move || { let _b = b; }).join().unwrap(); assert_eq!(Arc::strong_count(&a), 1); }
    panicking_threads_drop_what_they_own { let a = Arc::new(()); let b = a.clone(); assert!(thread::spawn(move || { let _b = b; panic!(); }).join().is_err()); assert_eq!(Arc::strong_count(&a), 1); }
    threads_spawn_threads { assert_eq!(thread::spawn(|| thread::spawn(|| 2).join().unwrap() + 1).join().unwrap(), 3); }
    results_in_any_order { let log = Arc::new(Mutex::new(vec![])); let ts: Vec<_> = (0..2).map(|i| { let l = log.clone(); thread::spawn(move || l.lock().unwrap().push(i)) }).collect(); for t in ts { t.join().unwrap(); } log.lock().unwrap().sort(); assert_eq!(*log.lock().unwrap(), [0, 1]); }
    handle_traits { fn both<T: Send + Sync>() {} both::<thread::JoinHandle<i32>>(); both::<thread::Thread>(); both::<thread::ThreadId>(); }
    unwinding_is_seen { assert!(!thread::panicking()); }
}
