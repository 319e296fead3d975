//! The mutex's guard, the errors of locks, and `Arc` around them.

#[macro_use]
mod common;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;

/// `MutexGuard`: the traits that it has.
pub fn traits_of_guard() -> String {
    use std::cell::Cell;
    use std::rc::Rc;
    traits!(
        MutexGuard<'static, i32>,
        MutexGuard<'static, Cell<i32>>,
        MutexGuard<'static, Rc<i32>>,
        MutexGuard<'static, [String]>
    )
}

/// `MutexGuard`: dropping it unlocks, `std::mem::drop` and the end of the block alike.
pub fn guard_unlocks() -> String {
    let mutex = Mutex::new(1);
    let guard = mutex.lock().unwrap();
    drop(guard);
    let after_drop = mutex.try_lock().is_ok();
    {
        let _guard = mutex.lock().unwrap();
    }
    format!("{after_drop} {}", mutex.try_lock().is_ok())
}

/// `MutexGuard`: a temporary lives to the end of its statement only.
pub fn temporary_guard() -> String {
    let mutex = Mutex::new(vec![1]);
    mutex.lock().unwrap().push(2);
    let length = mutex.lock().unwrap().len();
    mutex.lock().unwrap().push(3);
    format!("{length} {}", mutex.lock().unwrap().len())
}

/// `MutexGuard`: forgotten, it leaves the lock held.
pub fn forgotten_guard() -> String {
    let mutex = Mutex::new(1);
    std::mem::forget(mutex.lock().unwrap());
    format!("{}", mutex.try_lock().is_err())
}

/// `MutexGuard: Debug`, `MutexGuard: Display`: as the data.
pub fn guard_shows_the_data() -> String {
    let mutex = Mutex::new("a\"b");
    let guard = mutex.lock().unwrap();
    format!("{guard:?} {guard} {guard:>6} {}", guard.to_string())
}

/// `MutexGuard: Sync`: a shared guard can be read by another thread.
pub fn guard_is_sync() -> String {
    let mutex = Mutex::new(6);
    let guard = mutex.lock().unwrap();
    let seen = thread::scope(|scope| scope.spawn(|| *guard + 1).join().unwrap());
    format!("{seen}")
}

/// `MutexGuard: DerefMut`: fields can be borrowed apart.
pub fn guard_split_borrow() -> String {
    let mutex = Mutex::new((1, 2));
    let mut guard = mutex.lock().unwrap();
    let (a, b) = &mut *guard;
    std::mem::swap(a, b);
    format!("{:?}", *guard)
}

/// `MutexGuard`: can be returned from a function and kept in a struct.
pub fn guard_moves() -> String {
    struct Holder<'a> {
        guard: MutexGuard<'a, i32>,
    }
    fn hold(mutex: &Mutex<i32>) -> Holder<'_> {
        Holder {
            guard: mutex.lock().unwrap(),
        }
    }
    let mutex = Mutex::new(3);
    let mut holder = hold(&mutex);
    *holder.guard += 1;
    let held = mutex.try_lock().is_err();
    drop(holder);
    format!("{held} {}", mutex.lock().unwrap())
}

/// `PoisonError::new`, `PoisonError::into_inner`, `PoisonError::get_ref`, `PoisonError::get_mut`: hold the data.
pub fn poison_error() -> String {
    let mut error = PoisonError::new(1);
    *error.get_mut() += 1;
    let seen = *error.get_ref();
    format!("{seen} {}", error.into_inner())
}

/// `PoisonError: Display`, `PoisonError: Debug`: their texts.
pub fn poison_error_texts() -> String {
    let error = PoisonError::new("data");
    format!("{error} | {error:?} | {error:#?}")
}

/// `PoisonError: Error`: can be boxed and has no source.
pub fn poison_error_is_an_error() -> String {
    let boxed: Box<dyn std::error::Error> = Box::new(PoisonError::new(3));
    format!("{boxed} {}", boxed.source().is_none())
}

/// `TryLockError: Display`, `TryLockError: Debug`: their texts.
pub fn try_lock_error_texts() -> String {
    let block = TryLockError::<i32>::WouldBlock;
    let poisoned = TryLockError::Poisoned(PoisonError::new(1));
    format!("{block} | {block:?} | {poisoned} | {poisoned:?}")
}

/// `TryLockError::from`: a `PoisonError` becomes one with `?`.
pub fn try_lock_error_from() -> String {
    fn poisoned(error: PoisonError<i32>) -> Result<(), TryLockError<i32>> {
        Err(error)?
    }
    let error = poisoned(PoisonError::new(3)).unwrap_err();
    format!(
        "{}",
        matches!(error, TryLockError::Poisoned(inner) if *inner.get_ref() == 3)
    )
}

/// `PoisonError`, `TryLockError`: the traits that they have.
pub fn traits_of_errors() -> String {
    traits!(
        PoisonError<i32>,
        PoisonError<std::rc::Rc<i32>>,
        TryLockError<i32>,
        PoisonError<MutexGuard<'static, i32>>
    )
}

/// `Arc`: counts as in std when the data is locked on several threads.
pub fn arc_counts() -> String {
    let mutex = Arc::new(Mutex::new(0));
    let weak = Arc::downgrade(&mutex);
    let other = mutex.clone();
    thread::spawn(move || *other.lock().unwrap() += 1)
        .join()
        .unwrap();
    let counts = (Arc::strong_count(&mutex), Arc::weak_count(&mutex));
    let value = Arc::try_unwrap(mutex).unwrap().into_inner().unwrap();
    format!("{counts:?} {value} {}", weak.upgrade().is_none())
}

/// `Arc`: `Arc::make_mut` and `Arc::get_mut` work around a mutex.
pub fn arc_get_mut() -> String {
    let mut mutex = Arc::new(Mutex::new(1));
    *Arc::get_mut(&mut mutex).unwrap().get_mut().unwrap() += 1;
    let shared = mutex.clone();
    format!(
        "{} {}",
        Arc::get_mut(&mut mutex).is_none(),
        shared.lock().unwrap()
    )
}
