//! `RwLock` and its guards.

#[macro_use]
mod common;

use common::{Dropped, message};
use std::sync::{
    Arc, LockResult, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError,
    TryLockResult,
};
use std::thread;

/// A lock whose writer panicked.
fn poisoned<T: Send + Sync + 'static>(value: T) -> Arc<RwLock<T>> {
    let lock = Arc::new(RwLock::new(value));
    let other = lock.clone();
    let result = thread::spawn(move || {
        let _guard = other.write().unwrap();
        panic!("while writing");
    })
    .join();
    assert!(result.is_err());
    lock
}

/// `RwLock`: many readers at once, then one writer (the documentation's example).
pub fn readers_then_writer() -> String {
    let lock = RwLock::new(5);
    {
        let first = lock.read().unwrap();
        let second = lock.read().unwrap();
        assert_eq!((*first, *second), (5, 5));
    }
    {
        let mut writer = lock.write().unwrap();
        *writer += 1;
        assert_eq!(*writer, 6);
    }
    format!("{}", lock.read().unwrap())
}

/// `RwLock::new`: is a `const fn`, so a lock can be a static.
pub fn new_in_a_static() -> String {
    static TABLE: RwLock<Vec<u32>> = RwLock::new(Vec::new());
    let before = TABLE.read().unwrap().len();
    thread::spawn(|| TABLE.write().unwrap().push(7))
        .join()
        .unwrap();
    format!("{before} {:?}", TABLE.read().unwrap())
}

/// `RwLock::read`: another thread can read meanwhile (the documentation's example).
pub fn read_from_two_threads() -> String {
    let lock = Arc::new(RwLock::new(1));
    let other = Arc::clone(&lock);
    let guard = lock.read().unwrap();
    let seen = thread::spawn(move || other.read().map(|guard| *guard).unwrap())
        .join()
        .unwrap();
    format!("{} {seen}", *guard)
}

/// `RwLock::read`: two readers meet inside, so they do not exclude each other.
pub fn readers_meet() -> String {
    let (lock, barrier) = (RwLock::new(3), std::sync::Barrier::new(2));
    thread::scope(|scope| {
        let read = || {
            let guard = lock.read().unwrap();
            barrier.wait();
            *guard
        };
        let (a, b) = (scope.spawn(read), scope.spawn(read));
        format!("{} {}", a.join().unwrap(), b.join().unwrap())
    })
}

/// `RwLock::write`: excludes writers, so no increment is lost.
pub fn writers_exclude() -> String {
    let lock = RwLock::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut value = lock.write().unwrap();
                let seen = *value;
                *value = seen + 1;
            });
        }
    });
    format!("{}", lock.read().unwrap())
}

/// `RwLock::write`: excludes readers: they see all of a change or nothing of it.
pub fn writers_exclude_readers() -> String {
    let lock = RwLock::new((0, 0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut pair = lock.write().unwrap();
            pair.0 += 1;
            thread::yield_now();
            pair.1 += 1;
        });
        let reader = scope.spawn(|| {
            let pair = lock.read().unwrap();
            pair.0 == pair.1
        });
        format!("{}", reader.join().unwrap())
    })
}

/// `RwLock::read`: sees what a writer wrote elsewhere before it released the lock.
pub fn read_after_write_is_ordered() -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    let (lock, data) = (RwLock::new(false), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(5, Relaxed);
            *lock.write().unwrap() = true;
        });
        let set = *lock.read().unwrap();
        format!("{}", !set || data.load(Relaxed) == 5)
    })
}

/// `RwLock::write`: sees what readers did elsewhere before they released the lock.
pub fn write_after_read_is_ordered() -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    let (lock, left, data) = (RwLock::new(()), AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let guard = lock.read().unwrap();
            data.store(5, Relaxed);
            left.store(1, Relaxed);
            drop(guard);
        });
        let _guard = lock.write().unwrap();
        format!("{}", left.load(Relaxed) == 0 || data.load(Relaxed) == 5)
    })
}

/// `RwLock::try_read`: works beside readers and refuses beside a writer.
pub fn try_read() -> String {
    let lock = RwLock::new(1);
    let reader = lock.read().unwrap();
    let beside_reader = lock.try_read().map(|guard| *guard).ok();
    drop(reader);
    let writer = lock.write().unwrap();
    let beside_writer = matches!(lock.try_read(), Err(TryLockError::WouldBlock));
    drop(writer);
    format!(
        "{beside_reader:?} {beside_writer} {}",
        lock.try_read().is_ok()
    )
}

/// `RwLock::try_write`: refuses beside a reader (the documentation's example) and beside a writer.
pub fn try_write() -> String {
    let lock = RwLock::new(1);
    let reader = lock.read().unwrap();
    let beside_reader = lock.try_write().is_err();
    drop(reader);
    let writer = lock.write().unwrap();
    let beside_writer = matches!(lock.try_write(), Err(TryLockError::WouldBlock));
    drop(writer);
    *lock.try_write().unwrap() += 1;
    format!("{beside_reader} {beside_writer} {}", lock.read().unwrap())
}

/// `RwLock::try_write`: refuses until the last reader is gone.
pub fn try_write_after_the_last_reader() -> String {
    let lock = RwLock::new(1);
    let (first, second) = (lock.read().unwrap(), lock.read().unwrap());
    drop(first);
    let one_left = lock.try_write().is_err();
    drop(second);
    format!("{one_left} {}", lock.try_write().is_ok())
}

/// `RwLock::try_read`, `RwLock::try_write`: from another thread.
pub fn try_from_another_thread() -> String {
    let lock = RwLock::new(1);
    let guard = lock.read().unwrap();
    let (read, write) = thread::scope(|scope| {
        let read = scope.spawn(|| lock.try_read().is_ok());
        let write = scope.spawn(|| lock.try_write().is_ok());
        (read.join().unwrap(), write.join().unwrap())
    });
    drop(guard);
    format!("{read} {write}")
}

/// `RwLock::is_poisoned`: a writer's panic poisons (the documentation's example).
pub fn writer_poisons() -> String {
    let lock = poisoned(0);
    let read = lock.read().is_err();
    let write = lock.write().is_err();
    format!("{} {read} {write}", lock.is_poisoned())
}

/// `RwLock::is_poisoned`: a reader's panic does not poison.
pub fn reader_does_not_poison() -> String {
    let lock = Arc::new(RwLock::new(0));
    let other = lock.clone();
    let result = thread::spawn(move || {
        let _guard = other.read().unwrap();
        panic!("while reading");
    })
    .join();
    format!(
        "{} {} {}",
        result.is_err(),
        lock.is_poisoned(),
        lock.write().is_ok()
    )
}

/// `RwLock::read`, `RwLock::write`: of a poisoned lock give the guard inside the error.
pub fn guards_of_a_poisoned_lock() -> String {
    let lock = poisoned(1);
    *lock.write().unwrap_err().into_inner() += 1;
    let error = lock.read().unwrap_err();
    format!("{error} {}", **error.get_ref())
}

/// `RwLock::try_read`, `RwLock::try_write`: of a poisoned lock give the guard inside the error.
pub fn try_guards_of_a_poisoned_lock() -> String {
    let lock = poisoned(1);
    let written = match lock.try_write() {
        Err(TryLockError::Poisoned(error)) => {
            *error.into_inner() += 4;
            true
        }
        _ => false,
    };
    match lock.try_read() {
        Err(TryLockError::Poisoned(error)) => format!("{written} {}", *error.into_inner()),
        _ => "not poisoned".to_owned(),
    }
}

/// `RwLock::clear_poison`: makes it healthy again (the documentation's example).
pub fn clear_poison() -> String {
    let lock = poisoned(0);
    let guard = lock.write().unwrap_or_else(|mut error| {
        **error.get_mut() = 1;
        lock.clear_poison();
        error.into_inner()
    });
    let seen = *guard;
    drop(guard);
    format!(
        "{seen} {} {:?}",
        lock.is_poisoned(),
        lock.read().map(|guard| *guard).ok()
    )
}

/// `RwLock::into_inner`: gives the data; of a poisoned lock inside the error.
pub fn into_inner() -> String {
    let healthy = RwLock::new("a".to_owned()).into_inner().unwrap();
    let poisoned = Arc::into_inner(poisoned(2)).unwrap().into_inner();
    format!("{healthy} {:?}", poisoned.map_err(PoisonError::into_inner))
}

/// `RwLock::get_mut`: needs no lock; of a poisoned lock inside the error.
pub fn get_mut() -> String {
    let mut lock = RwLock::new(0);
    *lock.get_mut().unwrap() = 10;
    let mut bad = Arc::into_inner(poisoned(1)).unwrap();
    *bad.get_mut().unwrap_err().into_inner() += 1;
    bad.clear_poison();
    format!("{} {}", lock.read().unwrap(), bad.read().unwrap())
}

/// `RwLock`: dropping it drops the value once.
pub fn drop_drops_the_value() -> String {
    let dropped = Dropped::new();
    drop(RwLock::new(dropped.clone()));
    format!("{}", dropped.count())
}

/// `RwLock::default`, `RwLock::from`: hold the default and the value.
pub fn default_and_from() -> String {
    let (a, b): (RwLock<String>, RwLock<i32>) = (RwLock::default(), RwLock::from(4));
    format!("{:?} {:?}", a.into_inner(), b.into_inner())
}

/// `RwLock: Debug`: shows the data beside a reader, and that it is locked beside a writer.
pub fn debug() -> String {
    let lock = RwLock::new(3);
    let free = format!("{lock:?}");
    let reader = lock.read().unwrap();
    let read = format!("{lock:?}");
    drop(reader);
    let _writer = lock.write().unwrap();
    format!("{free} {read} {lock:?}")
}

/// `RwLock: Debug`: of a poisoned lock.
pub fn debug_poisoned() -> String {
    format!("{:?} {:#?}", poisoned(3), poisoned(4))
}

/// `RwLockReadGuard: Debug`, `RwLockReadGuard: Display`, `RwLockWriteGuard: Debug`, `RwLockWriteGuard: Display`: as
/// the data.
pub fn guards_show_the_data() -> String {
    let lock = RwLock::new("x");
    let read = lock.read().unwrap();
    let first = format!("{read:?} {read}");
    drop(read);
    let write = lock.write().unwrap();
    format!("{first} {write:?} {write}")
}

/// `RwLock: ?Sized`: an array's lock becomes a slice's.
pub fn unsized_coercion() -> String {
    let lock: Arc<RwLock<[u8]>> = Arc::new(RwLock::new([1, 2, 3]));
    lock.write().unwrap().reverse();
    format!("{:?}", &*lock.read().unwrap())
}

/// `RwLock: ?Sized`: of a trait object.
pub fn trait_object() -> String {
    let lock: Box<RwLock<dyn std::fmt::Display + Send + Sync>> = Box::new(RwLock::new(5));
    format!("{}", lock.read().unwrap())
}

/// `RwLockWriteGuard::downgrade`: becomes a read guard with the same data.
pub fn downgrade() -> String {
    let lock = RwLock::new(0);
    let mut writer = lock.write().unwrap();
    *writer = 1;
    let reader = RwLockWriteGuard::downgrade(writer);
    let beside = lock.try_read().is_ok();
    format!("{} {beside} {}", *reader, lock.try_write().is_err())
}

/// `RwLockWriteGuard::downgrade`: no writer comes between.
pub fn downgrade_is_atomic() -> String {
    let lock = RwLock::new(1);
    thread::scope(|scope| {
        let mut writer = lock.write().unwrap();
        scope.spawn(|| *lock.write().unwrap() = 10);
        *writer = 2;
        let reader = RwLockWriteGuard::downgrade(writer);
        let seen = *reader;
        drop(reader);
        format!("{seen}")
    }) + &format!(" {}", lock.read().unwrap())
}

/// `RwLock`: the traits that it has.
pub fn traits_of_lock() -> String {
    use std::cell::Cell;
    use std::rc::Rc;
    traits!(
        RwLock<i32>,
        RwLock<Cell<i32>>,
        RwLock<Rc<i32>>,
        RwLock<std::sync::mpsc::Sender<u8>>,
        RwLock<[u8]>
    )
}

/// `RwLockReadGuard`: the traits that it has.
pub fn traits_of_read_guard() -> String {
    use std::cell::Cell;
    traits!(
        RwLockReadGuard<'static, i32>,
        RwLockReadGuard<'static, Cell<i32>>,
        RwLockReadGuard<'static, str>
    )
}

/// `RwLockWriteGuard`: the traits that it has.
pub fn traits_of_write_guard() -> String {
    use std::cell::Cell;
    traits!(
        RwLockWriteGuard<'static, i32>,
        RwLockWriteGuard<'static, Cell<i32>>,
        RwLockWriteGuard<'static, str>
    )
}

/// `RwLock`: the types of its functions.
pub fn signatures() -> String {
    let _: fn(i32) -> RwLock<i32> = RwLock::new;
    let _: fn(&RwLock<str>) -> LockResult<RwLockReadGuard<'_, str>> = RwLock::read;
    let _: fn(&RwLock<str>) -> TryLockResult<RwLockReadGuard<'_, str>> = RwLock::try_read;
    let _: fn(&RwLock<str>) -> LockResult<RwLockWriteGuard<'_, str>> = RwLock::write;
    let _: fn(&RwLock<str>) -> TryLockResult<RwLockWriteGuard<'_, str>> = RwLock::try_write;
    let _: fn(&RwLock<str>) -> bool = RwLock::is_poisoned;
    let _: fn(&RwLock<str>) = RwLock::clear_poison;
    let _: fn(RwLock<i32>) -> LockResult<i32> = RwLock::into_inner;
    let _: fn(&mut RwLock<str>) -> LockResult<&mut str> = RwLock::get_mut;
    "as in std".to_owned()
}

/// `RwLockReadGuard: Sync`: a shared guard can be read by another thread.
pub fn read_guard_is_sync() -> String {
    let lock = RwLock::new(6);
    let guard = lock.read().unwrap();
    let seen = thread::scope(|scope| scope.spawn(|| *guard + 1).join().unwrap());
    format!("{seen}")
}

/// `RwLock::write`: a panic that is caught on the same thread poisons and releases.
pub fn caught_panic_releases() -> String {
    let lock = RwLock::new(0);
    let result = message(|| {
        *lock.write().unwrap() = 1;
        let _guard = lock.write().unwrap();
        panic!("caught");
    });
    let value = *lock.try_read().unwrap_err_or_poisoned();
    format!("{result:?} {value} {}", lock.is_poisoned())
}

/// `RwLockReadGuard`: a guard for what lives long is one for what lives shorter.
pub fn read_guard_is_covariant() -> String {
    fn either<'a, 'b>(
        left: RwLockReadGuard<'a, &'b str>,
        right: RwLockReadGuard<'a, &'b str>,
    ) -> [RwLockReadGuard<'a, &'b str>; 2] {
        [left, right]
    }
    let (forever, now) = (RwLock::new("forever"), String::from("now"));
    let short = RwLock::new(now.as_str());
    let long: RwLockReadGuard<'_, &'static str> = forever.read().unwrap();
    format!("{:?}", either(long, short.read().unwrap()))
}

trait Poisoned<G> {
    fn unwrap_err_or_poisoned(self) -> G;
}

impl<G> Poisoned<G> for TryLockResult<G> {
    fn unwrap_err_or_poisoned(self) -> G {
        match self {
            Err(TryLockError::Poisoned(error)) => error.into_inner(),
            _ => panic!("expected a poisoned lock that is free"),
        }
    }
}
