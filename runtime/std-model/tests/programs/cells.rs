//! Cells: what is an access, and what is none.

use std_model as std;

use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::sync::*;
use std::thread;
struct C<T: ?Sized>(UnsafeCell<T>);
unsafe impl<T: ?Sized> Sync for C<T> {}
unsafe impl<T: ?Sized> Send for C<T> {}
// ---- same value writes
pub fn wrong_write_zero_over_zero() {
    let c = Arc::new(C(UnsafeCell::new(0u32)));
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let c = c.clone();
            thread::spawn(move || unsafe { *c.0.get() = 0 })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn wrong_write_same_true() {
    let c = Arc::new((C(UnsafeCell::new(false)), AtomicBool::new(false)));
    let c2 = c.clone();
    let t = thread::spawn(move || unsafe {
        *c2.0.0.get() = true;
    });
    unsafe {
        *c.0.0.get() = true;
    }
    t.join().unwrap();
}
pub fn wrong_relaxed_lock_writing_same() {
    // a spin lock with Relaxed; both write the same value
    let c = Arc::new((C(UnsafeCell::new(0usize)), AtomicBool::new(false)));
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let c = c.clone();
            thread::spawn(move || {
                while c.1.swap(true, Relaxed) {}
                unsafe {
                    *c.0.0.get() = 5;
                }
                c.1.store(false, Relaxed);
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn wrong_no_lock_same_write_in_guard() {
    let c = Arc::new(C(UnsafeCell::new([7u8; 4])));
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let c = c.clone();
            thread::spawn(move || unsafe {
                let g = &mut *c.0.get();
                g[0] = 7;
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn missed_inc_dec_between_steps() {
    // += 1; -= 1 without step: bytes equal
    let c = Arc::new(C(UnsafeCell::new(0u8)));
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let c = c.clone();
            thread::spawn(move || unsafe {
                *c.0.get() += 1;
                *c.0.get() -= 1;
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
// --- false alarm probes
pub fn right_two_readers() {
    let c = Arc::new(C(UnsafeCell::new(3u32)));
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let c = c.clone();
            thread::spawn(move || unsafe { *c.0.get() })
        })
        .collect();
    for t in ts {
        assert_eq!(t.join().unwrap(), 3);
    }
}
pub fn right_cell_in_vec_reallocated() {
    let mut v: Vec<C<u32>> = Vec::new();
    for i in 0..9 {
        v.push(C(UnsafeCell::new(i)));
        unsafe {
            *v.last().unwrap().0.get() += 1;
        }
    }
    let v = Arc::new(v);
    let ts: Vec<_> = (0..2)
        .map(|i| {
            let v = v.clone();
            thread::spawn(move || unsafe {
                *v[i].0.get() += 1;
                let mut s = 0;
                for k in 4..9 {
                    s += *v[k].0.get();
                }
                s
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
    let mut v = Arc::try_unwrap(v).ok().unwrap();
    v.reserve(1000);
    for c in &mut v {
        *c.0.get_mut() += 1;
    }
    let a = AtomicU32::new(0);
    a.store(1, SeqCst);
    drop(v);
    a.store(2, SeqCst);
}
pub fn right_mem_swap_cells() {
    let mut a = C(UnsafeCell::new(Box::new(1)));
    let mut b = C(UnsafeCell::new(Box::new(2)));
    unsafe {
        **a.0.get() += 1;
        **b.0.get() += 1;
    }
    std::mem::swap(&mut a, &mut b);
    let x = AtomicU32::new(0);
    x.store(1, SeqCst);
    let a = Arc::new(a);
    let b = Arc::new(b);
    let (a2, b2) = (a.clone(), b.clone());
    let t = thread::spawn(move || unsafe {
        **a2.0.get() += 1;
        let _ = b2;
    });
    unsafe {
        **b.0.get() += 1;
    }
    t.join().unwrap();
    unsafe {
        assert_eq!((**a.0.get(), **b.0.get()), (4, 3));
    }
    drop(a);
    drop(b);
    x.store(3, SeqCst);
}
pub fn right_option_take_cell() {
    let mut o = Some(Box::new(C(UnsafeCell::new(1u64))));
    unsafe {
        *o.as_ref().unwrap().0.get() = 5;
    }
    let b = o.take().unwrap();
    let x = AtomicU32::new(0);
    x.store(1, SeqCst);
    let t = thread::spawn(move || unsafe {
        *b.0.get() += 1;
        *b.0.get()
    });
    x.store(2, SeqCst);
    assert_eq!(t.join().unwrap(), 6);
    x.store(2, SeqCst);
}
pub fn right_box_freed_without_drop() {
    use std::alloc::*;
    let x = AtomicU32::new(0);
    let b = Box::into_raw(Box::new(std::mem::ManuallyDrop::new(C(UnsafeCell::new(
        [1u8; 64],
    )))));
    unsafe {
        (*(&*b).0.get())[3] = 9;
    }
    unsafe {
        drop(Box::from_raw(b));
    }
    let v = vec![0xffu8; 64]; // may reuse memory
    x.store(1, SeqCst);
    let t = thread::spawn(move || v.len());
    x.store(2, SeqCst);
    t.join().unwrap();
}
pub fn right_freed_huge_without_drop() {
    let x = AtomicU32::new(0);
    let b = Box::into_raw(Box::new(std::mem::ManuallyDrop::new(C(UnsafeCell::new(
        [1u8; 60000],
    )))));
    unsafe {
        (*(&*b).0.get())[3] = 9;
    }
    let p = b;
    unsafe {
        drop(Box::from_raw(b));
    }
    x.store(1, SeqCst);
    x.store(2, SeqCst);
}
pub fn right_handed_over_by_join_get_mut() {
    struct S {
        c: UnsafeCell<u32>,
        l: AtomicBool,
    }
    unsafe impl Sync for S {}
    let mut s = Arc::new(S {
        c: UnsafeCell::new(0),
        l: AtomicBool::new(false),
    });
    let s2 = s.clone();
    let t = thread::spawn(move || {
        while s2.l.swap(true, Acquire) {}
        unsafe {
            *s2.c.get() += 1;
        }
        s2.l.store(false, Release);
    });
    t.join().unwrap();
    *Arc::get_mut(&mut s).unwrap().c.get_mut() = 40;
    s.l.load(Relaxed);
    let s2 = s.clone();
    let t = thread::spawn(move || {
        while s2.l.swap(true, Acquire) {}
        unsafe {
            *s2.c.get() += 1;
        }
        s2.l.store(false, Release);
    });
    t.join().unwrap();
    assert_eq!(unsafe { *s.c.get() }, 41);
}
pub fn right_get_mut_by_other_owner() {
    // pointer got in thread A; A sends the box through a channel; B writes with get_mut
    let (tx, rx) = mpsc::channel();
    let b = Box::new(C(UnsafeCell::new(1u32)));
    let t = thread::spawn(move || {
        unsafe {
            *b.0.get() += 1;
        }
        tx.send(b).unwrap();
        let x = AtomicU32::new(0);
        x.store(1, SeqCst);
        x.store(2, SeqCst);
    });
    let mut b = rx.recv().unwrap();
    *b.0.get_mut() += 1;
    let y = AtomicU32::new(0);
    y.store(1, SeqCst);
    y.store(2, SeqCst);
    unsafe {
        *b.0.get() += 1;
    }
    t.join().unwrap();
    y.store(3, SeqCst);
    assert_eq!(b.0.into_inner(), 4);
}
pub fn right_into_inner_and_padding() {
    #[derive(Clone, Copy)]
    #[repr(C)]
    struct P {
        a: u8,
        b: u32,
        c: u8,
    }
    let c = Arc::new((C(UnsafeCell::new(P { a: 1, b: 2, c: 3 })), Mutex::new(())));
    let ts: Vec<_> = (0..2)
        .map(|i| {
            let c = c.clone();
            thread::spawn(move || {
                let _g = c.1.lock().unwrap();
                unsafe {
                    *c.0.0.get() = P { a: i, b: 2, c: 3 };
                }
            })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
    // two readers at the same time with padding
    let ts: Vec<_> = (0..2)
        .map(|i| {
            let c = c.clone();
            thread::spawn(move || {
                let p = unsafe { *c.0.0.get() };
                p.b
            })
        })
        .collect();
    for t in ts {
        assert_eq!(t.join().unwrap(), 2);
    }
}
pub fn right_zero_sized() {
    let c = Arc::new(C(UnsafeCell::new(())));
    let ts: Vec<_> = (0..2)
        .map(|i| {
            let c = c.clone();
            thread::spawn(move || unsafe { *c.0.get() })
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn right_maybe_uninit_slot() {
    struct Slot {
        v: UnsafeCell<MaybeUninit<String>>,
        full: AtomicBool,
    }
    unsafe impl Sync for Slot {}
    let s = Arc::new(Slot {
        v: UnsafeCell::new(MaybeUninit::uninit()),
        full: AtomicBool::new(false),
    });
    let s2 = s.clone();
    let t = thread::spawn(move || {
        unsafe {
            (*s2.v.get()).write("hello".to_string());
        }
        s2.full.store(true, Release);
    });
    while !s.full.load(Acquire) {
        std::hint::spin_loop();
    }
    let r = unsafe { (*s.v.get()).assume_init_ref() };
    assert_eq!(r, "hello");
    t.join().unwrap();
    unsafe {
        (*s.v.get()).assume_init_drop();
    }
}
pub fn wrong_maybe_uninit_slot_relaxed() {
    struct Slot {
        v: UnsafeCell<MaybeUninit<String>>,
        full: AtomicBool,
    }
    unsafe impl Sync for Slot {}
    let s = Arc::new(Slot {
        v: UnsafeCell::new(MaybeUninit::uninit()),
        full: AtomicBool::new(false),
    });
    let s2 = s.clone();
    let t = thread::spawn(move || {
        unsafe {
            (*s2.v.get()).write("hello".to_string());
        }
        s2.full.store(true, Relaxed);
    });
    while !s.full.load(Acquire) {
        std::hint::spin_loop();
    }
    let r = unsafe { (*s.v.get()).assume_init_ref() };
    t.join().unwrap();
}
pub fn right_two_readers_of_once_init() {
    struct Cell1 {
        st: AtomicU8,
        v: UnsafeCell<Option<String>>,
    }
    unsafe impl Sync for Cell1 {}
    impl Cell1 {
        fn get_or_init(&self, f: impl Fn() -> String) -> &str {
            loop {
                match self.st.compare_exchange(0, 1, Acquire, Acquire) {
                    Ok(_) => {
                        unsafe {
                            *self.v.get() = Some(f());
                        }
                        self.st.store(2, Release);
                    }
                    Err(2) => return unsafe { (*self.v.get()).as_deref().unwrap() },
                    Err(_) => std::hint::spin_loop(),
                }
            }
        }
    }
    let c = Arc::new(Cell1 {
        st: AtomicU8::new(0),
        v: UnsafeCell::new(None),
    });
    let ts: Vec<_> = (0..2)
        .map(|i| {
            let c = c.clone();
            thread::spawn(move || assert_eq!(c.get_or_init(|| format!("x")), "x"))
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
    assert_eq!(c.get_or_init(|| unreachable!()), "x");
}
