//! `std::cell` and `std::hint`.

#[macro_use]
mod common;

use common::{Dropped, message};
use std::cell::*;
use std::sync::atomic::{AtomicBool, Ordering::*};
use std::thread;

/// `UnsafeCell::get`: a pointer to the value (the documentation's example).
pub fn unsafe_cell_get() -> String {
    let cell = UnsafeCell::new(5);
    // SAFETY: nobody else uses the cell.
    unsafe { *cell.get() += 1 };
    format!("{}", cell.into_inner())
}

/// `UnsafeCell::get_mut`: for the owner (the documentation's example).
pub fn unsafe_cell_get_mut() -> String {
    let mut cell = UnsafeCell::new(5);
    *cell.get_mut() += 1;
    format!("{}", *cell.get_mut())
}

/// `UnsafeCell::raw_get`: a pointer without a reference (the documentation's example).
pub fn unsafe_cell_raw_get() -> String {
    let mut cell = std::mem::MaybeUninit::<UnsafeCell<i32>>::uninit();
    // SAFETY: the place is large enough and is written before it is read.
    let cell = unsafe {
        let made = UnsafeCell::new(0);
        cell.write(made);
        UnsafeCell::raw_get(cell.as_ptr()).write(5);
        cell.assume_init()
    };
    format!("{}", cell.into_inner())
}

/// `UnsafeCell::from_mut`: a cell around a borrowed value (the documentation's example).
pub fn unsafe_cell_from_mut() -> String {
    let mut value = 42;
    let cell = UnsafeCell::from_mut(&mut value);
    // SAFETY: nobody else uses the cell.
    unsafe { *cell.get() -= 1 };
    format!("{value}")
}

/// `UnsafeCell::default`, `UnsafeCell::from`, `UnsafeCell: Debug`.
///
/// `UnsafeCell::new`: is a `const fn`.
pub fn unsafe_cell_makers() -> String {
    const { UnsafeCell::new(3) };
    let (a, b) = (UnsafeCell::<String>::default(), UnsafeCell::from(4));
    let text = format!("{a:?} {b:?}");
    format!("{text} {:?} {}", a.into_inner(), b.into_inner())
}

/// `UnsafeCell`: its traits.
pub fn unsafe_cell_traits() -> String {
    traits!(
        UnsafeCell<i32>,
        UnsafeCell<std::rc::Rc<i32>>,
        UnsafeCell<str>
    )
}

/// `UnsafeCell`: is dropped with its value.
pub fn unsafe_cell_drops() -> String {
    let dropped = Dropped::new();
    drop(UnsafeCell::new(dropped.clone()));
    format!("{}", dropped.count())
}

/// `UnsafeCell: ?Sized`: an array's cell becomes a slice's.
pub fn unsafe_cell_unsized() -> String {
    let cell: &UnsafeCell<[i32]> = &UnsafeCell::new([1, 2, 3]);
    // SAFETY: nobody else uses the cell.
    format!("{:?}", unsafe { &*cell.get() })
}

/// `UnsafeCell`: protected by a spin lock, it is a mutex.
pub fn unsafe_cell_under_a_lock() -> String {
    struct Lock {
        locked: AtomicBool,
        value: UnsafeCell<u32>,
    }
    // SAFETY: the value is only used while `locked` is held.
    unsafe impl Sync for Lock {}
    static LOCK: Lock = Lock {
        locked: AtomicBool::new(false),
        value: UnsafeCell::new(40),
    };
    let handles = [1, 1].map(|add| {
        thread::spawn(move || {
            while LOCK
                .locked
                .compare_exchange(false, true, Acquire, Relaxed)
                .is_err()
            {
                std::hint::spin_loop();
            }
            // SAFETY: the lock is held.
            unsafe { *LOCK.value.get() += add };
            LOCK.locked.store(false, Release);
        })
    });
    handles.map(|handle| handle.join().unwrap());
    // SAFETY: the threads are gone.
    format!("{}", unsafe { *LOCK.value.get() })
}

/// `UnsafeCell`: handed over by a join, it needs no lock.
pub fn unsafe_cell_handed_over() -> String {
    struct Shared(UnsafeCell<u32>);
    // SAFETY: `join` orders the accesses.
    unsafe impl Sync for Shared {}
    let shared = Shared(UnsafeCell::new(1));
    for _ in 0..2 {
        // SAFETY: only one thread at a time is there.
        thread::scope(|scope| {
            scope
                .spawn(|| unsafe { *(&shared).0.get() *= 3 })
                .join()
                .unwrap()
        });
    }
    format!("{}", shared.0.into_inner())
}

/// `OnceCell::get_or_init`: makes the value once (the documentation's example).
pub fn once_cell() -> String {
    let cell = OnceCell::new();
    let before = cell.get().is_none();
    let value: &String = cell.get_or_init(|| "Hello, World!".to_string());
    format!("{before} {value} {:?}", cell.get())
}

/// `OnceCell::set`: gives the value back if there is one (the documentation's example).
pub fn once_cell_set() -> String {
    let cell = OnceCell::new();
    format!("{:?} {:?} {:?}", cell.set(92), cell.set(62), cell.get())
}

/// `OnceCell::get_mut`, `OnceCell::take`, `OnceCell::into_inner`: for the owner (the documentation's examples).
pub fn once_cell_owned() -> String {
    let mut cell = OnceCell::from(92);
    *cell.get_mut().unwrap() = 93;
    let taken = cell.take();
    cell.set(4).unwrap();
    format!("{taken:?} {:?}", cell.into_inner())
}

/// `OnceCell::get_or_init`: re-entrant initialisation panics; an initialiser's panic leaves it empty.
pub fn once_cell_panics() -> String {
    let cell = OnceCell::new();
    let inside = message(|| *cell.get_or_init(|| *cell.get_or_init(|| 1) + 1));
    let other = OnceCell::<i32>::new();
    let thrown = message(|| *other.get_or_init(|| panic!("no")));
    format!(
        "{} {thrown:?} {:?}",
        inside.is_err(),
        other.get_or_init(|| 3)
    )
}

/// `OnceCell`: clone, equality, default, Debug, traits.
pub fn once_cell_traits() -> String {
    let (empty, full) = (OnceCell::<i32>::default(), OnceCell::from(3));
    format!(
        "{} {} {empty:?} {full:?} ",
        full.clone() == full,
        empty == full
    ) + &traits!(OnceCell<i32>)
}

/// `LazyCell::force`, `LazyCell: Deref`: makes the value at first use (the documentation's example).
pub fn lazy_cell() -> String {
    let made = Cell::new(0);
    let lazy = LazyCell::new(|| {
        made.set(made.get() + 1);
        92
    });
    let before = made.get();
    format!(
        "{before} {} {} {}",
        *lazy,
        LazyCell::force(&lazy),
        made.get()
    )
}

/// `LazyCell::get`, `LazyCell::get_mut`, `LazyCell::force_mut`, `LazyCell: DerefMut`: for the owner.
pub fn lazy_cell_owned() -> String {
    let mut lazy = LazyCell::new(|| 92);
    let before = (
        LazyCell::get(&lazy).copied(),
        LazyCell::get_mut(&mut lazy).copied(),
    );
    *LazyCell::force_mut(&mut lazy) += 1;
    *lazy += 1;
    format!("{before:?} {:?}", LazyCell::get(&lazy))
}

/// `LazyCell`: poisoned by a panic; Debug, default, traits.
pub fn lazy_cell_traits() -> String {
    let lazy: LazyCell<i32> = LazyCell::new(|| panic!("no"));
    let before = format!("{lazy:?}");
    let said = (message(|| *lazy).is_err(), message(|| *lazy).is_err());
    format!("{before} {said:?} {:?}", LazyCell::<i32>::default()) + &traits!(LazyCell<i32>)
}

/// `Cell`, `RefCell`: are std's own.
pub fn other_cells() -> String {
    let (cell, shared) = (Cell::new(1), RefCell::new(vec![1]));
    cell.set(cell.get() + 1);
    shared.borrow_mut().push(cell.get());
    let borrowed = shared.borrow();
    format!(
        "{cell:?} {shared:?} {:?} {}",
        shared.try_borrow_mut().is_err(),
        borrowed.len()
    ) + &traits!(Cell<i32>, RefCell<i32>)
}

/// `hint::spin_loop`, `hint::black_box`: change nothing.
pub fn hints() -> String {
    std::hint::spin_loop();
    let _: fn() = std::hint::spin_loop;
    format!("{}", std::hint::black_box(4))
}
