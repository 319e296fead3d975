//! `Mutex`.

#[macro_use]
mod common;

use common::{Dropped, message};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LockResult, Mutex, MutexGuard, PoisonError, TryLockError, TryLockResult};
use std::thread;

/// A mutex whose holder panicked.
fn poisoned<T: Send + 'static>(value: T) -> Arc<Mutex<T>> {
    let mutex = Arc::new(Mutex::new(value));
    let other = mutex.clone();
    let result = thread::spawn(move || {
        let _guard = other.lock().unwrap();
        panic!("while holding the lock");
    })
    .join();
    assert!(result.is_err());
    mutex
}

/// `Mutex::new`: makes an unlocked mutex around the value.
pub fn new_is_unlocked() -> String {
    let mutex = Mutex::new(7);
    let guard = mutex.try_lock();
    format!("{}", *guard.unwrap())
}

/// `Mutex::new`: is a `const fn`, so a mutex can be a static.
pub fn new_in_a_static() -> String {
    static TOTAL: Mutex<u32> = Mutex::new(40);
    *TOTAL.lock().unwrap() += 2;
    format!("{}", TOTAL.lock().unwrap())
}

/// `Mutex::new`: a static with a growing value begins with what the source says.
pub fn static_of_a_vec() -> String {
    static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let handles: Vec<_> = (0..2)
        .map(|i| thread::spawn(move || NAMES.lock().unwrap().push(format!("n{i}"))))
        .collect();
    handles
        .into_iter()
        .for_each(|handle| handle.join().unwrap());
    let mut names = NAMES.lock().unwrap().clone();
    names.sort();
    format!("{names:?}")
}

/// `Mutex::new`: works in an inline const and in a constant array.
pub fn new_in_const_contexts() -> String {
    let many = [const { Mutex::new(3) }; 3];
    *many[1].lock().unwrap() = 9;
    format!("{:?}", many.map(|mutex| mutex.into_inner().unwrap()))
}

/// `Mutex::lock`: the guard gives mutable access.
pub fn lock_gives_access() -> String {
    let mutex = Mutex::new(vec![1]);
    mutex.lock().unwrap().push(2);
    let guard = mutex.lock().unwrap();
    format!("{:?} {}", *guard, guard.len())
}

/// `Mutex::lock`: another thread's change is seen after the lock (the documentation's first example).
pub fn lock_from_a_thread() -> String {
    let mutex = Arc::new(Mutex::new(0));
    let other = Arc::clone(&mutex);
    thread::spawn(move || *other.lock().unwrap() = 10)
        .join()
        .expect("thread::spawn failed");
    assert_eq!(*mutex.lock().unwrap(), 10);
    format!("{}", mutex.lock().unwrap())
}

/// `Mutex::lock`: only one thread is inside at a time, so no increment is lost.
pub fn lock_excludes() -> String {
    let mutex = Arc::new(Mutex::new(0));
    let handles: Vec<_> = (0..2)
        .map(|_| {
            let mutex = mutex.clone();
            thread::spawn(move || {
                for _ in 0..2 {
                    let mut value = mutex.lock().unwrap();
                    let seen = *value;
                    thread::yield_now();
                    *value = seen + 1;
                }
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    format!("{}", mutex.lock().unwrap())
}

/// `Mutex::lock`: what was written before the unlock, under no lock of its own, is seen after the lock.
pub fn lock_publishes_other_writes() -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    let pair = Arc::new((AtomicU32::new(0), Mutex::new(false)));
    let other = pair.clone();
    let handle = thread::spawn(move || {
        other.0.store(5, Relaxed);
        *other.1.lock().unwrap() = true;
    });
    let set = *pair.1.lock().unwrap();
    let seen = pair.0.load(Relaxed);
    handle.join().unwrap();
    format!("{}", !set || seen == 5)
}

/// `Mutex::lock`: the last thread to add a value gets all of them (after the documentation's channel example).
pub fn last_one_sends_the_total() -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    let data = Arc::new(Mutex::new(0));
    for _ in 0..2 {
        let (data, sender) = (data.clone(), sender.clone());
        thread::spawn(move || {
            let mut data = data.lock().unwrap();
            *data += 1;
            if *data == 2 {
                sender.send(*data).unwrap();
            }
        });
    }
    format!("{:?}", receiver.recv())
}

/// `Mutex::lock`: locks are not fair, but both threads get their turn in the end.
pub fn both_get_their_turn() -> String {
    let log = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for i in 0..2 {
            let log = &log;
            scope.spawn(move || log.lock().unwrap().push(i));
        }
    });
    let mut log = log.into_inner().unwrap();
    log.sort();
    format!("{log:?}")
}

/// `Mutex::lock`: two mutexes are two locks.
pub fn two_mutexes_are_independent() -> String {
    let (a, b) = (Mutex::new(1), Mutex::new(2));
    let (mut first, mut second) = (a.lock().unwrap(), b.lock().unwrap());
    std::mem::swap(&mut *first, &mut *second);
    format!("{first} {second}")
}

/// `Mutex::try_lock`: takes a free lock and refuses a held one.
pub fn try_lock_refuses_when_held() -> String {
    let mutex = Mutex::new(1);
    let guard = mutex.lock().unwrap();
    let refused = matches!(mutex.try_lock(), Err(TryLockError::WouldBlock));
    drop(guard);
    let taken = mutex.try_lock().is_ok();
    format!("{refused} {taken}")
}

/// `Mutex::try_lock`: refuses while another thread holds the lock.
pub fn try_lock_from_another_thread() -> String {
    let mutex = Mutex::new(1);
    let guard = mutex.lock().unwrap();
    let refused = thread::scope(|scope| scope.spawn(|| mutex.try_lock().is_err()).join().unwrap());
    drop(guard);
    let taken = thread::scope(|scope| scope.spawn(|| mutex.try_lock().is_ok()).join().unwrap());
    format!("{refused} {taken}")
}

/// `Mutex::try_lock`: the documentation's example, in which the thread gets the lock or says that it did not.
pub fn try_lock_either_way() -> String {
    let mutex = Arc::new(Mutex::new(0));
    let other = mutex.clone();
    thread::spawn(move || {
        if let Ok(mut value) = other.try_lock() {
            *value = 10;
        }
    })
    .join()
    .unwrap();
    format!("{}", mutex.lock().unwrap())
}

/// `Mutex::try_lock`: a lost race is an error, never a wait.
pub fn try_lock_never_waits() -> String {
    let mutex = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| match mutex.try_lock() {
                Ok(mut value) => *value += 1,
                Err(error) => assert!(matches!(error, TryLockError::WouldBlock)),
            });
        }
    });
    let value = mutex.into_inner().unwrap();
    format!("{}", value == 1 || value == 2)
}

/// `Mutex::try_lock`: of a poisoned mutex gives the guard inside the error.
pub fn try_lock_poisoned() -> String {
    let mutex = poisoned(8);
    match mutex.try_lock() {
        Err(TryLockError::Poisoned(error)) => format!("{}", *error.into_inner()),
        Err(TryLockError::WouldBlock) => "would block".to_owned(),
        Ok(_) => "not poisoned".to_owned(),
    }
}

/// `Mutex::try_lock`: a held and poisoned mutex would block.
pub fn try_lock_held_and_poisoned() -> String {
    let mutex = poisoned(8);
    let _guard = mutex.lock().unwrap_or_else(PoisonError::into_inner);
    format!(
        "{:?}",
        mutex
            .try_lock()
            .map(|_| ())
            .map_err(|error| error.to_string())
    )
}

/// `Mutex::is_poisoned`: false at first, true after a panic with the guard alive.
pub fn is_poisoned() -> String {
    let fresh = Mutex::new(1).is_poisoned();
    format!("{fresh} {}", poisoned(1).is_poisoned())
}

/// `Mutex::is_poisoned`: a panic caught on the same thread poisons, too.
pub fn poisoned_by_a_caught_panic() -> String {
    let mutex = Mutex::new(1);
    let result = catch_unwind(AssertUnwindSafe(|| {
        let _guard = mutex.lock().unwrap();
        panic!("inside");
    }));
    format!("{} {}", result.is_err(), mutex.is_poisoned())
}

/// `Mutex::is_poisoned`: a guard dropped before the panic poisons nothing.
pub fn not_poisoned_after_unlock() -> String {
    let mutex = Arc::new(Mutex::new(1));
    let other = mutex.clone();
    let result = thread::spawn(move || {
        drop(other.lock().unwrap());
        panic!("after the unlock");
    })
    .join();
    format!("{} {}", result.is_err(), mutex.is_poisoned())
}

/// `Mutex::is_poisoned`: a guard taken and dropped while unwinding poisons nothing.
pub fn not_poisoned_by_a_guard_of_the_unwinding() -> String {
    struct LocksOnDrop<'a>(&'a Mutex<i32>);
    impl Drop for LocksOnDrop<'_> {
        fn drop(&mut self) {
            *self.0.lock().unwrap() += 1;
        }
    }
    let mutex = Mutex::new(1);
    let result = catch_unwind(AssertUnwindSafe(|| {
        let _later = LocksOnDrop(&mutex);
        panic!("without a guard");
    }));
    format!(
        "{} {} {}",
        result.is_err(),
        mutex.is_poisoned(),
        mutex.lock().unwrap()
    )
}

/// `Mutex::lock`: of a poisoned mutex gives the data inside the error.
pub fn lock_poisoned() -> String {
    let mutex = poisoned(5);
    let error = mutex.lock().unwrap_err();
    format!("{} {}", error, **error.get_ref())
}

/// `Mutex::lock`: the data can be repaired through the error (the documentation's example).
pub fn recover_from_poison() -> String {
    let mutex = poisoned(0);
    let mut guard = match mutex.lock() {
        Ok(guard) => guard,
        Err(poisoned) => poisoned.into_inner(),
    };
    *guard += 1;
    drop(guard);
    format!("{} {}", mutex.is_poisoned(), mutex.lock().is_err())
}

/// `Mutex::clear_poison`: afterwards `lock` is Ok again, with the data that was left.
pub fn clear_poison() -> String {
    let mutex = poisoned(0);
    let value = mutex.lock().unwrap_or_else(|mut error| {
        **error.get_mut() = 1;
        mutex.clear_poison();
        error.into_inner()
    });
    let seen = *value;
    drop(value);
    format!("{seen} {} {}", mutex.is_poisoned(), mutex.lock().is_ok())
}

/// `Mutex::clear_poison`: a second panic poisons again.
pub fn poison_again() -> String {
    let mutex = poisoned(0);
    mutex.clear_poison();
    let clear = mutex.is_poisoned();
    let _ = message(|| {
        let _guard = mutex.lock().unwrap();
        panic!("again");
    });
    format!("{clear} {}", mutex.is_poisoned())
}

/// `Mutex::clear_poison`: does nothing to a healthy mutex.
pub fn clear_healthy() -> String {
    let mutex = Mutex::new(3);
    mutex.clear_poison();
    format!("{:?}", mutex.lock().map(|guard| *guard).ok())
}

/// `Mutex::into_inner`: gives the data without locking.
pub fn into_inner() -> String {
    format!("{:?}", Mutex::new("a".to_owned()).into_inner().unwrap())
}

/// `Mutex::into_inner`: of a poisoned mutex gives the data inside the error.
pub fn into_inner_poisoned() -> String {
    let mutex = Arc::into_inner(poisoned(4)).expect("the other thread is gone");
    let error = mutex.into_inner().unwrap_err();
    let said = error.to_string();
    format!("{said} {}", error.into_inner())
}

/// `Mutex::into_inner`: moves the value out without dropping it.
pub fn into_inner_drops_nothing() -> String {
    let dropped = Dropped::new();
    let inner = Mutex::new(dropped.clone()).into_inner().unwrap();
    let before = dropped.count();
    drop(inner);
    format!("{before} {}", dropped.count())
}

/// `Mutex`: dropping it drops the value once.
pub fn drop_drops_the_value() -> String {
    let dropped = Dropped::new();
    drop(Mutex::new(dropped.clone()));
    format!("{}", dropped.count())
}

/// `Mutex::get_mut`: needs no lock.
pub fn get_mut() -> String {
    let mut mutex = Mutex::new(0);
    *mutex.get_mut().unwrap() = 10;
    format!("{}", mutex.lock().unwrap())
}

/// `Mutex::get_mut`: sees what threads have done and is seen by later ones.
pub fn get_mut_between_threads() -> String {
    let mut mutex = Mutex::new(1);
    thread::scope(|scope| {
        scope.spawn(|| *mutex.lock().unwrap() += 1);
    });
    *mutex.get_mut().unwrap() *= 10;
    thread::scope(|scope| {
        scope.spawn(|| *mutex.lock().unwrap() += 1);
    });
    format!("{:?}", mutex.into_inner())
}

/// `Mutex::get_mut`: of a poisoned mutex gives the reference inside the error.
pub fn get_mut_poisoned() -> String {
    let mut mutex = Arc::into_inner(poisoned(4)).unwrap();
    let error = mutex.get_mut().unwrap_err();
    *error.into_inner() += 1;
    mutex.clear_poison();
    format!("{:?}", mutex.get_mut())
}

/// `Mutex::default`: holds the type's default.
pub fn default() -> String {
    format!("{:?}", Mutex::<Vec<u8>>::default().into_inner())
}

/// `Mutex::from`: holds the value.
pub fn from() -> String {
    let mutex: Mutex<i32> = 4.into();
    format!("{:?}", mutex.into_inner())
}

/// `Mutex: Debug`: shows the data, or that it is locked, and the poison.
pub fn debug() -> String {
    let mutex = Mutex::new("text");
    let free = format!("{mutex:?} {mutex:#?}");
    let _guard = mutex.lock().unwrap();
    format!("{free} {mutex:?}")
}

/// `Mutex: Debug`: of a poisoned mutex shows the data all the same.
pub fn debug_poisoned() -> String {
    format!("{:?}", poisoned(3))
}

/// `Mutex: ?Sized`: an array's mutex becomes a slice's.
pub fn unsized_coercion() -> String {
    let mutex: Arc<Mutex<[i32]>> = Arc::new(Mutex::new([1, 2, 3]));
    mutex.lock().unwrap()[1] = 20;
    let sum: i32 = mutex.lock().unwrap().iter().sum();
    format!("{sum} {:?}", mutex)
}

/// `Mutex: ?Sized`: of a trait object.
pub fn trait_object() -> String {
    let mutex: Box<Mutex<dyn FnMut() -> u32 + Send>> = Box::new(Mutex::new({
        let mut n = 0;
        move || {
            n += 1;
            n
        }
    }));
    let first = (mutex.lock().unwrap())();
    let second = (mutex.lock().unwrap())();
    format!("{first} {second}")
}

/// `Mutex`: the traits that it has for data that is Send, not Send, not unwind safe.
pub fn traits_of_mutex() -> String {
    use std::cell::Cell;
    use std::rc::Rc;
    traits!(
        Mutex<i32>,
        Mutex<Cell<i32>>,
        Mutex<Rc<i32>>,
        Mutex<&'static mut i32>,
        Mutex<*const u8>,
        Mutex<str>
    )
}

/// `Mutex`: the types of its functions.
pub fn signatures() -> String {
    let _: fn(i32) -> Mutex<i32> = Mutex::new;
    let _: fn(&Mutex<i32>) -> LockResult<MutexGuard<'_, i32>> = Mutex::lock;
    let _: for<'a> fn(&'a Mutex<str>) -> LockResult<MutexGuard<'a, str>> = Mutex::<str>::lock;
    let _: fn(&Mutex<i32>) -> TryLockResult<MutexGuard<'_, i32>> = Mutex::try_lock;
    let _: fn(&Mutex<[u8]>) -> bool = Mutex::is_poisoned;
    let _: fn(&Mutex<[u8]>) = Mutex::clear_poison;
    let _: fn(Mutex<i32>) -> LockResult<i32> = Mutex::into_inner;
    let _: fn(&mut Mutex<[u8]>) -> LockResult<&mut [u8]> = Mutex::get_mut;
    "as in std".to_owned()
}

/// `Mutex`: a function can be generic over what it protects.
pub fn generic_use() -> String {
    fn add<T: Copy + std::ops::AddAssign>(mutex: &Mutex<T>, value: T) -> T {
        let mut guard = mutex.lock().unwrap();
        *guard += value;
        *guard
    }
    format!("{} {}", add(&Mutex::new(1), 2), add(&Mutex::new(0.5), 1.0))
}
