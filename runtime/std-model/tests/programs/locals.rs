//! Destructors of thread-local values: a join waits for them, the end of a scope does not.

use std_model as std;

use std::cell::{RefCell, UnsafeCell};
use std::sync::Arc;
use std::sync::atomic::Ordering::*;
use std::sync::atomic::*;
use std::thread;

/// Says when it is destroyed.
pub struct Says(RefCell<Option<Arc<AtomicBool>>>);

impl Drop for Says {
    fn drop(&mut self) {
        if let Some(flag) = self.0.borrow_mut().take() {
            flag.store(true, Release);
        }
    }
}

std::thread_local! { static SAYS: Says = const { Says(RefCell::new(None)) }; }

fn in_scope(flag: &Arc<AtomicBool>, joins: bool) {
    thread::scope(|scope| {
        let thread = scope.spawn(|| SAYS.with(|says| *says.0.borrow_mut() = Some(flag.clone())));
        if joins {
            thread.join().unwrap();
        }
    });
}

/// A join waits for the destructors of the thread's local values.
pub fn right_joined_in_a_scope() {
    let flag = Arc::new(AtomicBool::new(false));
    in_scope(&flag, true);
    assert!(flag.load(Acquire));
}

/// The end of a scope does not.
pub fn wrong_scope_with_destructors() {
    let flag = Arc::new(AtomicBool::new(false));
    in_scope(&flag, false);
    assert!(flag.load(Acquire));
}

/// What its threads did before they returned is seen after the scope, whatever their local values do.
pub fn right_scope_with_destructors_that_nobody_needs() {
    let flag = Arc::new(AtomicBool::new(false));
    let mut work = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            SAYS.with(|says| *says.0.borrow_mut() = Some(flag.clone()));
            work += 1;
        });
    });
    assert_eq!(work, 1);
}

struct Counts(RefCell<Option<Arc<(UnsafeCell<u32>, AtomicBool)>>>);

impl Drop for Counts {
    fn drop(&mut self) {
        if let Some(count) = self.0.borrow_mut().take() {
            unsafe { *count.0.get() += 1 };
        }
    }
}

std::thread_local! { static COUNTS: Counts = const { Counts(RefCell::new(None)) }; }

struct Carried(Arc<(UnsafeCell<u32>, AtomicBool)>);
unsafe impl Send for Carried {}
unsafe impl Sync for Carried {}

/// A destructor that writes what the others read after the scope: a race, in whatever order the two come.
pub fn wrong_race_with_a_destructor_after_the_scope() {
    let count = Carried(Arc::new((UnsafeCell::new(0), AtomicBool::new(false))));
    thread::scope(|scope| {
        let count = &count;
        scope.spawn(move || COUNTS.with(|counts| *counts.0.borrow_mut() = Some(count.0.clone())));
    });
    let _ = count.0.1.load(Relaxed);
    let _ = unsafe { *count.0.0.get() };
}
