//! Own locks around an `UnsafeCell`: writes of the same value, readers at once.

use std_model as std;

use std::cell::UnsafeCell;
use std::ops::*;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::sync::*;
use std::thread;
pub struct Spin<T> {
    l: AtomicBool,
    v: UnsafeCell<T>,
}
unsafe impl<T: Send> Sync for Spin<T> {}
pub struct G<'a, T>(&'a Spin<T>, Ordering);
impl<T> Spin<T> {
    pub fn lock(&self, o: Ordering, u: Ordering) -> G<'_, T> {
        while self.l.swap(true, o) {
            std::hint::spin_loop()
        }
        G(self, u)
    }
}
impl<T> Deref for G<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { &*self.0.v.get() }
    }
}
impl<T> DerefMut for G<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { &mut *self.0.v.get() }
    }
}
impl<T> Drop for G<'_, T> {
    fn drop(&mut self) {
        self.0.l.store(false, self.1)
    }
}
fn both(o: Ordering, u: Ordering, f: fn(&mut G<usize>)) {
    let s = Arc::new(Spin {
        l: AtomicBool::new(false),
        v: UnsafeCell::new(0usize),
    });
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let s = s.clone();
            thread::spawn(move || f(&mut s.lock(o, u)))
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn wrong_guard_writes_same_relaxed_unlock() {
    both(Acquire, Relaxed, |g| **g = 0)
}
pub fn wrong_guard_writes_same_relaxed_lock() {
    both(Relaxed, Release, |g| **g = 0)
}
pub fn right_guard_writes_same() {
    both(Acquire, Release, |g| **g = 0)
}
pub fn right_guard_reads() {
    both(Acquire, Release, |g| {
        let _x = **g;
    })
}
// hand made rwlock with one helper for the pointer, two readers at once
struct Rw {
    st: AtomicUsize,
    v: UnsafeCell<usize>,
}
unsafe impl Sync for Rw {}
impl Rw {
    fn ptr(&self) -> *mut usize {
        self.v.get()
    }
    fn read(&self) -> usize {
        loop {
            let s = self.st.load(Relaxed);
            if s < 100 && self.st.compare_exchange(s, s + 1, Acquire, Relaxed).is_ok() {
                break;
            }
        }
        let v = unsafe { *self.ptr() };
        self.st.fetch_sub(1, Release);
        v
    }
    fn write(&self, x: usize) {
        while self.st.compare_exchange(0, 100, Acquire, Relaxed).is_err() {}
        unsafe { *self.ptr() = x };
        self.st.store(0, Release);
    }
}
pub fn right_own_rwlock_helper() {
    let r = Arc::new(Rw {
        st: AtomicUsize::new(0),
        v: UnsafeCell::new(1),
    });
    r.write(2);
    let ts: Vec<_> = (0..2)
        .map(|_| {
            let r = r.clone();
            thread::spawn(move || assert!(r.read() >= 2))
        })
        .collect();
    for t in ts {
        t.join().unwrap();
    }
}
pub fn right_flag_once() {
    struct O {
        done: AtomicBool,
        v: UnsafeCell<u64>,
    }
    unsafe impl Sync for O {}
    let o = Arc::new(O {
        done: AtomicBool::new(false),
        v: UnsafeCell::new(0),
    });
    let p = o.clone();
    let t = thread::spawn(move || {
        unsafe { *p.v.get() = 9 };
        p.done.store(true, Release)
    });
    let r: Vec<_> = (0..2)
        .map(|_| {
            let o = o.clone();
            thread::spawn(move || {
                if o.done.load(Acquire) {
                    assert_eq!(unsafe { *o.v.get() }, 9)
                }
            })
        })
        .collect();
    for r in r {
        r.join().unwrap();
    }
    t.join().unwrap();
}
pub fn right_index_cell() {
    let c = UnsafeCell::new(2usize);
    let v = [1, 2, 3];
    assert_eq!(v[unsafe { *c.get() }], 3);
    let n = AtomicUsize::new(0);
    while unsafe { *c.get() } != 2 {}
    n.store(1, SeqCst);
    while n.load(SeqCst) != 1 {}
}
pub fn right_seqlock_unsafe_free() {
    let c = UnsafeCell::new([0u8; 3]);
    unsafe {
        (*c.get())[1] = 4;
    }
    assert_eq!(c.into_inner(), [0, 4, 0]);
}
