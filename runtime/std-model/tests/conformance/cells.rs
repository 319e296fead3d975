// cell: what std offers passes through; UnsafeCell is watched.

use std::cell::{Cell, LazyCell, OnceCell, RefCell, UnsafeCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::{Acquire, Release}};
use std::thread;

struct Shared<T>(UnsafeCell<T>);
unsafe impl<T: Send> Sync for Shared<T> {}

cases! {
    unsafe_cell_reads_and_writes { let c = UnsafeCell::new(5); unsafe { *c.get() += 1 }; assert_eq!(unsafe { *c.get() }, 6); assert_eq!(c.into_inner(), 6); }
    unsafe_cell_owned { let mut c = UnsafeCell::new(5); *c.get_mut() += 1; assert_eq!(*c.get_mut(), 6); }
    unsafe_cell_traits { assert_eq!(UnsafeCell::<u8>::default().into_inner(), 0); assert_eq!(UnsafeCell::from(3).into_inner(), 3); assert_eq!(format!("{:?}", UnsafeCell::new(1)), "UnsafeCell { .. }"); }
    unsafe_cell_raw { let c = UnsafeCell::new(5); assert_eq!(unsafe { *UnsafeCell::raw_get(&c) }, 5); }
    unsafe_cell_ordered_by_join { let c = Arc::new(Shared(UnsafeCell::new(0))); let d = c.clone(); thread::spawn(move || unsafe { *d.0.get() = 1 }).join().unwrap(); assert_eq!(unsafe { *c.0.get() }, 1); }
    unsafe_cell_ordered_by_release {
        let c = Arc::new((Shared(UnsafeCell::new(0)), AtomicBool::new(false)));
        let d = c.clone();
        let t = thread::spawn(move || { unsafe { *d.0.0.get() = 1 }; d.1.store(true, Release); });
        if c.1.load(Acquire) { assert_eq!(unsafe { *c.0.0.get() }, 1); }
        t.join().unwrap();
    }
    cell { let c = Cell::new(1); c.set(2); assert_eq!(c.replace(3), 2); assert_eq!(c.take(), 3); }
    ref_cell { let c = RefCell::new(1); *c.borrow_mut() += 1; assert!(c.try_borrow_mut().is_ok()); let _b = c.borrow(); assert!(c.try_borrow_mut().is_err()); }
    once_cell { let c = OnceCell::new(); assert_eq!(c.get_or_init(|| 1), &1); assert_eq!(c.set(2), Err(2)); }
    lazy_cell { let c = LazyCell::new(|| 5); assert_eq!(*c, 5); }
}
