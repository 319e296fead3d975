//! Uses everything of std that has a type parameter and that the look-alike has instead.

use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::HashMap;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock, RwLockWriteGuard};
use std::time::Duration;
use std::{panic, thread};

pub fn locks() {
    let mutex = Mutex::new(String::new());
    mutex.lock().unwrap().push('a');
    drop(mutex.try_lock());
    mutex.clear_poison();
    println!("{mutex:?} {}", mutex.is_poisoned());
    drop(mutex.into_inner());
    let lock = RwLock::new(1_u64);
    *lock.write().unwrap() += *lock.read().unwrap();
    drop((lock.try_read(), lock.try_write()));
    drop(RwLockWriteGuard::downgrade(lock.write().unwrap()));
    lock.clear_poison();
    println!("{lock:?} {}", lock.is_poisoned());
    drop(lock.into_inner());
}

pub fn waits() {
    let (mutex, condvar) = (Mutex::new(false), Condvar::new());
    let guard = condvar.wait(mutex.lock().unwrap()).unwrap();
    let guard = condvar.wait_while(guard, |done| !*done).unwrap();
    let time = Duration::from_secs(1);
    let guard = condvar.wait_timeout(guard, time).unwrap().0;
    drop(condvar.wait_timeout_while(guard, time, |done| !*done));
    condvar.notify_all();
    Barrier::new(2).wait();
}

pub fn channels() {
    let (sender, receiver) = channel::<String>();
    sender.clone().send(String::new()).unwrap();
    drop((receiver.recv(), receiver.try_recv()));
    drop(receiver.recv_timeout(Duration::ZERO));
    drop((receiver.iter().next(), receiver.try_iter().next()));
    drop(receiver.into_iter().next());
    let (sender, _receiver) = sync_channel::<Vec<u8>>(1);
    sender.send(Vec::new()).unwrap();
    sender.clone().try_send(Vec::new()).unwrap();
}

pub fn threads() -> Option<String> {
    let handle = thread::spawn(String::new);
    println!("{:?} {}", handle.thread().id(), handle.is_finished());
    handle.thread().unpark();
    let named = thread::Builder::new().name(String::new());
    drop(named.spawn(|| 1_u8).unwrap().join());
    thread::scope(|scope| {
        let handle = scope.spawn(|| handle.thread().clone());
        let named = thread::Builder::new().spawn_scoped(scope, || 2_u8);
        named.unwrap().is_finished();
        handle.join().unwrap().unpark();
    });
    thread::park_timeout(Duration::ZERO);
    drop(panic::catch_unwind(|| 1_u16));
    handle.join().ok()
}

pub fn once() -> usize {
    static LENGTH: LazyLock<String> = LazyLock::new(String::new);
    static ONCE: Once = Once::new();
    ONCE.call_once(|| println!("once"));
    ONCE.call_once_force(|state| println!("{state:?}"));
    let lock = OnceLock::new();
    lock.set(1).unwrap();
    println!("{lock:?} {:?} {}", lock.get(), lock.wait());
    LENGTH.len() + lock.get_or_init(|| 2)
}

thread_local! {
    static COUNT: Cell<u8> = const { Cell::new(0) };
    static NAMES: RefCell<Vec<String>> = RefCell::new(Vec::new());
}

pub fn locals() -> usize {
    COUNT.set(COUNT.get() + COUNT.take() + COUNT.replace(1));
    NAMES.set(Vec::new());
    NAMES.with_borrow_mut(|names| names.push(String::new()));
    drop((NAMES.take(), NAMES.try_with(|names| names.borrow().len())));
    NAMES.with_borrow(Vec::len)
}

pub fn memory() {
    let pointer = AtomicPtr::new(&mut 1);
    pointer.store(pointer.load(SeqCst), SeqCst);
    let new = pointer.swap(&mut 2, SeqCst);
    drop(pointer.compare_exchange(new, new, SeqCst, SeqCst));
    drop(pointer.compare_exchange_weak(new, new, SeqCst, SeqCst));
    drop(pointer.fetch_update(SeqCst, SeqCst, |old| Some(old)));
    let number = AtomicUsize::new(1);
    number.fetch_add(1, SeqCst);
    drop(number.fetch_update(SeqCst, SeqCst, |old| Some(old + 1)));
    let cell = UnsafeCell::new(String::new());
    cell.get();
    let map: HashMap<u8, Arc<UnsafeCell<String>>> = HashMap::from([(1, Arc::new(cell))]);
    println!("{}", map.len());
}
