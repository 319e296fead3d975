//! `Once`, `OnceLock`, `LazyLock`.

#[macro_use]
mod common;

use common::{Dropped, message};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, LazyLock, Once, OnceLock, OnceState};
use std::thread;

/// `Once::call_once`: runs the function the first time only (the documentation's example).
pub fn call_once_runs_once() -> String {
    static INIT: Once = Once::new();
    let mut runs = 0;
    for _ in 0..3 {
        INIT.call_once(|| runs += 1);
    }
    format!("{runs}")
}

/// `Once::call_once`: of several threads one runs it, and all return after it has run.
pub fn call_once_from_threads() -> String {
    let (once, runs) = (Once::new(), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                once.call_once(|| {
                    runs.fetch_add(1, Relaxed);
                });
                assert_eq!(runs.load(Relaxed), 1);
            });
        }
    });
    format!("{}", runs.into_inner())
}

/// `Once::call_once`: late callers see all that the function did.
pub fn call_once_publishes() -> String {
    let (once, data) = (Once::new(), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| once.call_once(|| data.store(7, Relaxed)));
        once.call_once(|| data.store(7, Relaxed));
        format!("{}", data.load(Relaxed))
    })
}

/// `Once::call_once`: panics after a run that panicked.
pub fn call_once_poisoned() -> String {
    let once = Once::new();
    let first = message(|| once.call_once(|| panic!("first run")));
    let second = message(|| once.call_once(|| ()));
    format!("{first:?} {second:?} {}", once.is_completed())
}

/// `Once::call_once_force`: runs after a run that panicked, and is told (the documentation's example).
pub fn call_once_force() -> String {
    static INIT: Once = Once::new();
    let thrown = thread::spawn(|| INIT.call_once(|| panic!("inside")))
        .join()
        .is_err();
    let again = thread::spawn(|| INIT.call_once(|| ())).join().is_err();
    let mut told = None;
    INIT.call_once_force(|state| told = Some(state.is_poisoned()));
    INIT.call_once(|| told = None);
    format!("{thrown} {again} {told:?} {}", INIT.is_completed())
}

/// `OnceState::is_poisoned`: false when no run came before.
pub fn once_state_fresh() -> String {
    let once = Once::new();
    let mut seen = String::new();
    once.call_once_force(|state| seen = format!("{} {state:?}", state.is_poisoned()));
    seen
}

/// `Once::call_once_force`: does not run after a good run.
pub fn call_once_force_after_success() -> String {
    let once = Once::new();
    once.call_once(|| ());
    let mut ran = false;
    once.call_once_force(|_| ran = true);
    format!("{ran}")
}

/// `Once::is_completed`: false before, inside and after a panic; true afterwards.
pub fn is_completed() -> String {
    let once = Once::new();
    let before = once.is_completed();
    let mut inside = true;
    once.call_once(|| inside = once.is_completed());
    let other = Once::new();
    let _ = message(|| other.call_once(|| panic!("no")));
    format!(
        "{before} {inside} {} {}",
        once.is_completed(),
        other.is_completed()
    )
}

/// `Once::is_completed`: `true` means that what the function did is seen.
pub fn is_completed_orders() -> String {
    let (once, data) = (Once::new(), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| once.call_once(|| data.store(7, Relaxed)));
        format!("{}", !once.is_completed() || data.load(Relaxed) == 7)
    })
}

/// `Once::wait`: returns when another thread has run it.
pub fn wait() -> String {
    let (once, data) = (Once::new(), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| once.call_once(|| data.store(3, Relaxed)));
        once.wait();
        format!("{} {}", data.load(Relaxed), once.is_completed())
    })
}

/// `Once::wait`: returns at once after a run.
pub fn wait_after_the_run() -> String {
    let once = Once::new();
    once.call_once(|| ());
    once.wait();
    once.wait_force();
    format!("{}", once.is_completed())
}

/// `Once::wait`: panics if the run has panicked.
pub fn wait_poisoned() -> String {
    let once = Once::new();
    let _ = message(|| once.call_once(|| panic!("no")));
    format!("{:?}", message(|| once.wait()).is_err())
}

/// `Once::wait_force`: waits on after a run that panicked.
pub fn wait_force() -> String {
    let once = Once::new();
    let _ = message(|| once.call_once(|| panic!("no")));
    thread::scope(|scope| {
        scope.spawn(|| once.call_once_force(|_| ()));
        once.wait_force();
        format!("{}", once.is_completed())
    })
}

/// `Once`, `OnceState`: the traits that they have, and their texts.
pub fn traits_of_once() -> String {
    traits!(Once, OnceState) + &format!("{:?}", Once::new())
}

/// `Once`: the types of its functions.
pub fn signatures_of_once() -> String {
    const { Once::new() };
    let _: fn(&Once, fn()) = Once::call_once;
    let _: fn(&Once, fn(&OnceState)) = Once::call_once_force;
    let _: fn(&Once) -> bool = Once::is_completed;
    let _: fn(&Once) = Once::wait;
    let _: fn(&Once) = Once::wait_force;
    let _: fn(&OnceState) -> bool = OnceState::is_poisoned;
    "as in std".to_owned()
}

/// `ONCE_INIT`: still makes a `Once`.
#[allow(deprecated)]
pub fn once_init() -> String {
    static INIT: Once = std::sync::ONCE_INIT;
    INIT.call_once(|| ());
    format!("{}", INIT.is_completed())
}

/// `OnceLock::get_or_init`: makes the value the first time (the documentation's example).
pub fn get_or_init() -> String {
    static CELL: OnceLock<usize> = OnceLock::new();
    let before = CELL.get().is_none();
    let made = thread::spawn(|| *CELL.get_or_init(|| 12345))
        .join()
        .unwrap();
    format!(
        "{before} {made} {:?} {}",
        CELL.get(),
        CELL.get_or_init(|| 0)
    )
}

/// `OnceLock::get_or_init`: of several threads one makes the value, and all get the same one.
pub fn get_or_init_from_threads() -> String {
    let (cell, made) = (OnceLock::new(), AtomicU32::new(0));
    let make = || *cell.get_or_init(|| made.fetch_add(1, Relaxed) + 10);
    thread::scope(|scope| {
        let (a, b) = (scope.spawn(make), scope.spawn(make));
        format!("{} {}", a.join().unwrap(), b.join().unwrap())
    })
}

/// `OnceLock::get_or_init`: a panic leaves it empty, and the next call makes the value.
pub fn get_or_init_after_a_panic() -> String {
    let cell = OnceLock::new();
    let first = message(|| *cell.get_or_init(|| panic!("no value")));
    let empty = cell.get().is_none();
    format!("{first:?} {empty} {}", cell.get_or_init(|| 3))
}

/// `OnceLock::set`: fills an empty cell; a full one gives the value back (the documentation's example).
pub fn set() -> String {
    static CELL: OnceLock<i32> = OnceLock::new();
    let other = thread::spawn(|| CELL.set(92)).join().unwrap();
    format!("{other:?} {:?} {:?}", CELL.set(62), CELL.get())
}

/// `OnceLock::set`: of two threads exactly one succeeds, and its value stays.
pub fn set_races() -> String {
    let cell = OnceLock::new();
    thread::scope(|scope| {
        let first = scope.spawn(|| cell.set(1));
        let second = cell.set(2);
        match (first.join().unwrap(), second) {
            (Ok(()), Err(2)) => format!("{}", cell.get() == Some(&1)),
            (Err(1), Ok(())) => format!("{}", cell.get() == Some(&2)),
            other => format!("{other:?}"),
        }
    })
}

/// `OnceLock::get`: sees all of the value or nothing.
pub fn get_meanwhile() -> String {
    let cell = OnceLock::new();
    thread::scope(|scope| {
        scope.spawn(|| cell.set(vec![1, 2, 3]).unwrap());
        match cell.get() {
            None => true,
            Some(value) => *value == [1, 2, 3],
        }
        .to_string()
    })
}

/// `OnceLock::get_mut`: changes the value in place.
pub fn get_mut() -> String {
    let mut cell = OnceLock::new();
    let none = cell.get_mut().is_none();
    cell.set("a".to_owned()).unwrap();
    cell.get_mut().unwrap().push('b');
    format!("{none} {:?}", cell.get())
}

/// `OnceLock::wait`: waits for the value (the documentation's example).
pub fn wait_for_a_value() -> String {
    let cell = OnceLock::new();
    thread::scope(|scope| {
        scope.spawn(|| cell.set(5).unwrap());
        format!("{}", cell.wait())
    })
}

/// `OnceLock::take`: empties the cell, which can be filled again (the documentation's example).
pub fn take() -> String {
    let mut cell = OnceLock::new();
    let nothing: Option<String> = cell.take();
    cell.set("hello".to_owned()).unwrap();
    let something = cell.take();
    let again = cell.set("again".to_owned());
    format!("{nothing:?} {something:?} {again:?} {:?}", cell.get())
}

/// `OnceLock::into_inner`: gives the value, if there is one.
pub fn into_inner() -> String {
    let (empty, full) = (OnceLock::<i32>::new(), OnceLock::from(3));
    format!("{:?} {:?}", empty.into_inner(), full.into_inner())
}

/// `OnceLock::clone`, `OnceLock::eq`, `OnceLock::from`, `OnceLock::default`: go by the value.
pub fn clone_eq_from_default() -> String {
    let (empty, full) = (OnceLock::<i32>::default(), OnceLock::from(3));
    let (a, b) = (empty.clone(), full.clone());
    format!("{} {} {} {:?}", a == empty, b == full, a == b, b.get())
}

/// `OnceLock: Debug`: shows the value or that there is none.
pub fn once_lock_debug() -> String {
    let (empty, full) = (OnceLock::<i32>::new(), OnceLock::from("x"));
    format!("{empty:?} {full:?} {full:#?}")
}

/// `OnceLock`: drops its value once, and never what it never had.
pub fn once_lock_drops() -> String {
    let dropped = Dropped::new();
    let cell = OnceLock::new();
    let _ = cell.set(dropped.clone());
    let refused = cell.set(dropped.clone()).is_err();
    let before = dropped.count();
    drop(cell);
    format!("{refused} {before} {}", dropped.count())
}

/// `OnceLock`: the traits that it has.
pub fn traits_of_once_lock() -> String {
    use std::cell::Cell;
    use std::rc::Rc;
    traits!(
        OnceLock<i32>,
        OnceLock<Cell<i32>>,
        OnceLock<Rc<i32>>,
        OnceLock<&'static mut i32>
    )
}

/// `OnceLock`: the types of its functions.
pub fn signatures_of_once_lock() -> String {
    const { OnceLock::<i32>::new() };
    let _: fn(&OnceLock<i32>) -> Option<&i32> = OnceLock::get;
    let _: fn(&mut OnceLock<i32>) -> Option<&mut i32> = OnceLock::get_mut;
    let _: fn(&OnceLock<i32>, i32) -> Result<(), i32> = OnceLock::set;
    let _: fn(&OnceLock<i32>, fn() -> i32) -> &i32 = OnceLock::get_or_init;
    let _: fn(&OnceLock<i32>) -> &i32 = OnceLock::wait;
    let _: fn(OnceLock<i32>) -> Option<i32> = OnceLock::into_inner;
    let _: fn(&mut OnceLock<i32>) -> Option<i32> = OnceLock::take;
    "as in std".to_owned()
}

/// `OnceLock`: may hold a reference to what is declared after it.
pub fn once_lock_may_dangle() -> String {
    let cell = OnceLock::new();
    let text = "text".to_owned();
    cell.set(&text).unwrap();
    format!("{:?}", cell.get())
}

/// `LazyLock::new`: makes its value when it is first used, once (the documentation's example).
pub fn lazy_makes_once() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    static LAZY: LazyLock<Vec<u32>> = LazyLock::new(|| {
        MADE.fetch_add(1, Relaxed);
        vec![1, 2]
    });
    let before = MADE.load(Relaxed);
    let length = thread::spawn(|| LAZY.len()).join().unwrap();
    format!("{before} {length} {} {}", LAZY[1], MADE.load(Relaxed))
}

/// `LazyLock::force`: from two threads makes it once, and both get the same value.
pub fn lazy_from_threads() -> String {
    let made = AtomicU32::new(0);
    let lazy = LazyLock::new(|| made.fetch_add(1, Relaxed) + 5);
    thread::scope(|scope| {
        let (a, b) = (
            scope.spawn(|| *lazy),
            scope.spawn(|| *LazyLock::force(&lazy)),
        );
        format!("{} {}", a.join().unwrap(), b.join().unwrap())
    })
}

/// `LazyLock`: a static that protects a lock.
pub fn lazy_of_a_mutex() -> String {
    use std::collections::HashMap;
    use std::sync::Mutex;
    static CACHE: LazyLock<Mutex<HashMap<&str, u32>>> =
        LazyLock::new(|| Mutex::new(HashMap::from([("one", 1)])));
    thread::spawn(|| CACHE.lock().unwrap().insert("two", 2))
        .join()
        .unwrap();
    let mut entries: Vec<_> = CACHE.lock().unwrap().clone().into_iter().collect();
    entries.sort();
    format!("{entries:?}")
}

/// `LazyLock`: a panic of its function poisons it for good.
pub fn lazy_poisoned() -> String {
    let lazy: LazyLock<i32> = LazyLock::new(|| panic!("no value"));
    let first = message(|| *lazy);
    let second = message(|| *lazy);
    format!("{first:?} {second:?}")
}

/// `LazyLock::force`: gives a reference to the value (the documentation's example).
pub fn lazy_force() -> String {
    let lazy = LazyLock::new(|| 92);
    format!("{} {}", LazyLock::force(&lazy), &*lazy)
}

/// `LazyLock::get`, `LazyLock::get_mut`: do not make the value.
pub fn lazy_get() -> String {
    let mut lazy = LazyLock::new(|| 92);
    let before = (
        LazyLock::get(&lazy).copied(),
        LazyLock::get_mut(&mut lazy).copied(),
    );
    let _ = LazyLock::force(&lazy);
    *LazyLock::get_mut(&mut lazy).unwrap() = 44;
    format!("{before:?} {:?}", LazyLock::get(&lazy))
}

/// `LazyLock::force_mut`: makes the value and lends it for writing.
pub fn lazy_force_mut() -> String {
    let mut lazy = LazyLock::new(|| 92);
    *LazyLock::force_mut(&mut lazy) += 1;
    format!("{}", *lazy)
}

/// `LazyLock: DerefMut`: the value can be changed by its owner.
pub fn lazy_deref_mut() -> String {
    let mut lazy = LazyLock::new(|| vec![1]);
    lazy.push(2);
    format!("{:?}", *lazy)
}

/// `LazyLock::default`: makes the default.
pub fn lazy_default() -> String {
    format!("{:?}", *LazyLock::<String>::default())
}

/// `LazyLock: Debug`: shows the value or that there is none.
pub fn lazy_debug() -> String {
    let lazy: LazyLock<i32> = LazyLock::new(|| 3);
    let before = format!("{lazy:?}");
    let _ = *lazy;
    format!("{before} {lazy:?}")
}

/// `LazyLock`: the function can own what it needs and is dropped unused if never called.
pub fn lazy_owns_its_function() -> String {
    let text = "owned".to_owned();
    let lazy = LazyLock::new(move || text.len());
    let length = *lazy;
    let shared = Arc::new(());
    let other = shared.clone();
    drop(LazyLock::new(move || Arc::strong_count(&other)));
    format!("{length} {}", Arc::strong_count(&shared))
}

/// `LazyLock`: the traits that it has.
pub fn traits_of_lazy_lock() -> String {
    use std::cell::Cell;
    use std::rc::Rc;
    traits!(LazyLock<i32>, LazyLock<Cell<i32>>, LazyLock<Rc<i32>>, LazyLock<i32, Box<dyn FnOnce() -> i32>>)
}

/// `LazyLock`: the types of its functions.
pub fn signatures_of_lazy_lock() -> String {
    let _: fn(fn() -> i32) -> LazyLock<i32> = LazyLock::new;
    let _: fn(&LazyLock<i32>) -> &i32 = LazyLock::force;
    const { LazyLock::new(|| 3) };
    "as in std".to_owned()
}
