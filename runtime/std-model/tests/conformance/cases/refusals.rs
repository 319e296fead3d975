//! What std's signatures forbid: no case may compile, and the compiler must give the same code against the look-alike.

use std::cell::{Cell, OnceCell, RefCell, UnsafeCell};
use std::rc::Rc;
use std::sync::*;
use std::thread;

fn needs_send<T: Send>(_: T) {}
fn needs_sync<T: Sync>(_: &T) {}

/// `spawn`: an `Rc` cannot be sent to a thread.
pub fn spawn_rc() -> String {
    let shared = Rc::new(5);
    thread::spawn(move || println!("{shared}"));
    String::new()
}

/// `spawn`: a result that is not Send cannot come back.
pub fn spawn_returns_rc() -> String {
    let handle = thread::spawn(|| Rc::new(5));
    format!("{:?}", handle.join().is_ok())
}

/// `spawn`: a borrowed local cannot be kept by a thread (E0373).
pub fn spawn_borrows() -> String {
    let local = 5;
    thread::spawn(|| println!("{local}"));
    String::new()
}

/// `spawn`: what was moved in is gone.
pub fn spawn_moves() -> String {
    let name = String::from("a");
    thread::spawn(move || println!("{name}"));
    name
}

/// `JoinHandle::join`: consumes the handle.
pub fn join_twice() -> String {
    let handle = thread::spawn(|| ());
    handle.join().unwrap();
    format!("{:?}", handle.join().is_ok())
}

/// `Scope::spawn`: an `Rc` cannot be sent to a scoped thread either.
pub fn scope_rc() -> String {
    let shared = Rc::new(5);
    thread::scope(|scope| {
        scope.spawn(|| println!("{shared}"));
    });
    String::new()
}

/// `Scope::spawn`: two threads cannot both write a local.
pub fn scope_two_writers() -> String {
    let mut x = 0;
    thread::scope(|scope| {
        scope.spawn(|| x += 1);
        scope.spawn(|| x += 1);
    });
    format!("{x}")
}

/// `scope`: its handle cannot leave it.
pub fn scope_escapes() -> String {
    let mut kept = None;
    thread::scope(|scope| kept = Some(scope));
    format!("{}", kept.is_some())
}

/// `MutexGuard`: cannot be sent to another thread.
pub fn guard_to_a_thread() -> String {
    let mutex = Mutex::new(1);
    let guard = mutex.lock().unwrap();
    needs_send(guard);
    String::new()
}

/// `MutexGuard`: cannot outlive its mutex (E0597).
pub fn guard_outlives() -> String {
    let guard;
    {
        let mutex = Mutex::new(1);
        guard = mutex.lock().unwrap();
    }
    format!("{}", *guard)
}

/// `MutexGuard`: the mutex cannot be moved meanwhile (E0505).
pub fn mutex_moves_under_its_guard() -> String {
    let mutex = Mutex::new(1);
    let guard = mutex.lock().unwrap();
    drop(mutex);
    format!("{}", *guard)
}

/// `MutexGuard`: without `mut` it cannot be written through.
pub fn guard_not_mut() -> String {
    let mutex = Mutex::new(1);
    let guard = mutex.lock().unwrap();
    *guard += 1;
    String::new()
}

/// `Mutex::get_mut`: needs the owner alone.
pub fn get_mut_beside_a_guard() -> String {
    let mut mutex = Mutex::new(1);
    let guard = mutex.lock().unwrap();
    let owned = mutex.get_mut().unwrap();
    format!("{} {}", *guard, *owned)
}

/// `Mutex`: of data that is not Send is not Sync.
pub fn mutex_of_rc() -> String {
    needs_sync(&Mutex::new(Rc::new(1)));
    String::new()
}

/// `RwLock`: of data that is not Sync is not Sync.
pub fn rwlock_of_cell() -> String {
    needs_sync(&RwLock::new(Cell::new(1)));
    String::new()
}

/// `RwLockReadGuard`: gives no mutable access.
pub fn read_guard_writes() -> String {
    let lock = RwLock::new(1);
    let mut guard = lock.read().unwrap();
    *guard += 1;
    String::new()
}

/// `RwLockWriteGuard`: cannot be sent to another thread.
pub fn write_guard_to_a_thread() -> String {
    let lock = RwLock::new(1);
    needs_send(lock.write().unwrap());
    String::new()
}

/// `OnceLock::get`: a reference cannot outlive the cell.
pub fn once_lock_reference_outlives() -> String {
    let value;
    {
        let cell = OnceLock::from(3);
        value = cell.get().unwrap();
    }
    format!("{value}")
}

/// `OnceLock`: of data that is not Sync is not Sync.
pub fn once_lock_of_cell() -> String {
    needs_sync(&OnceLock::<Cell<i32>>::new());
    String::new()
}

/// `LazyLock::new`: its function must return the value.
pub fn lazy_of_another_type() -> String {
    let lazy: LazyLock<i32> = LazyLock::new(|| "text");
    format!("{}", *lazy)
}

/// `Sender::send`: takes the message away.
pub fn sent_is_gone() -> String {
    let (sender, receiver) = mpsc::channel();
    let text = String::from("a");
    sender.send(text).unwrap();
    drop(receiver);
    text
}

/// `Receiver`: is not Sync.
pub fn receiver_shared() -> String {
    let (_sender, receiver) = mpsc::channel::<i32>();
    needs_sync(&receiver);
    String::new()
}

/// `Receiver`: cannot be cloned.
pub fn receiver_cloned() -> String {
    let (_sender, receiver) = mpsc::channel::<i32>();
    format!("{:?}", receiver.clone().recv())
}

/// `Sender`: of messages that are not Send is not Send.
pub fn sender_of_rc() -> String {
    let (sender, _receiver) = mpsc::channel::<Rc<i32>>();
    needs_send(sender);
    String::new()
}

/// `Sender`: may not hold references to what goes before it.
pub fn sender_of_a_short_reference() -> String {
    let (sender, receiver) = mpsc::channel();
    let text = String::from("a");
    sender.send(&text).unwrap();
    format!("{:?}", receiver.recv())
}

/// `UnsafeCell`, `Cell`, `RefCell`, `OnceCell`: are not Sync.
pub fn unsafe_cell_shared() -> String {
    needs_sync(&UnsafeCell::new(1));
    String::new()
}

/// `OnceCell`, `RefCell`: are not Sync.
pub fn once_cell_shared() -> String {
    needs_sync(&OnceCell::from(1));
    needs_sync(&RefCell::new(1));
    String::new()
}

/// `AtomicU32`: cannot be copied.
pub fn atomics_are_not_copy() -> String {
    let a = atomic::AtomicU32::new(1);
    let b = a;
    format!("{a:?} {b:?}")
}

/// `AtomicU32::get_mut`: needs `&mut`.
pub fn atomic_get_mut_shared() -> String {
    let a = atomic::AtomicU32::new(1);
    *a.get_mut() += 1;
    String::new()
}

/// `LocalKey::with`: the reference cannot leave.
pub fn local_reference_leaves() -> String {
    thread_local!(static KEY: Cell<i32> = Cell::new(1));
    let cell: &'static Cell<i32> = KEY.with(|key| key);
    format!("{}", cell.get())
}

/// `catch_unwind`: wants what is unwind safe.
pub fn catch_unwind_of_a_mut_reference() -> String {
    let mut x = 1;
    let result = std::panic::catch_unwind(|| x += 1);
    format!("{}", result.is_ok())
}

/// `catch_unwind`: wants what is unwind safe, which a thread's handle is not.
pub fn catch_unwind_of_a_handle() -> String {
    let handle = thread::spawn(|| 3);
    let result = std::panic::catch_unwind(move || handle.join().unwrap());
    format!("{}", result.is_ok())
}

/// `RwLockWriteGuard`: a guard for what lives long is none for what lives shorter, which could be written into it.
pub fn write_guard_is_covariant() -> String {
    use std::sync::{RwLock, RwLockWriteGuard};
    fn shorter<'a, 'b>(
        guard: RwLockWriteGuard<'a, &'static str>,
        _: &'b str,
    ) -> RwLockWriteGuard<'a, &'b str> {
        guard
    }
    let (lock, text) = (RwLock::new("forever"), String::from("now"));
    *shorter(lock.write().unwrap(), &text) = &text;
    String::new()
}

/// `MutexGuard`: a guard for what lives long is none for what lives shorter, which could be written into it.
pub fn mutex_guard_is_covariant() -> String {
    use std::sync::{Mutex, MutexGuard};
    fn shorter<'a, 'b>(
        guard: MutexGuard<'a, &'static str>,
        _: &'b str,
    ) -> MutexGuard<'a, &'b str> {
        guard
    }
    let (lock, text) = (Mutex::new("forever"), String::from("now"));
    *shorter(lock.lock().unwrap(), &text) = &text;
    String::new()
}
