//! What types are: their auto traits for contents of all kinds, how they follow their contents' lifetimes, and sizes that the
//! documentation tells.

#[macro_use]
mod common;

use std::cell::{Cell, LazyCell, OnceCell, RefCell, UnsafeCell};
use std::collections::{HashMap, HashSet};
use std::marker::{PhantomData, PhantomPinned};
use std::rc::Rc;
use std::sync::atomic::*;
use std::sync::*;
use std::thread::{self, JoinHandle, LocalKey, Scope, ScopedJoinHandle, ThreadId};

/// May be shared but not sent.
#[allow(dead_code)]
pub struct Shared(PhantomData<*mut ()>);

// SAFETY: it holds nothing.
unsafe impl Sync for Shared {}

/// The auto traits of a type around contents that lack one or more of them.
macro_rules! auto_traits {
    ($($type:ident < $($before:lifetime,)* _ $(, $after:ty)* >),+ $(,)?) => {{
        let mut table = String::new();
        $(
            table += concat!(stringify!($type), ":");
            auto_traits!(one table $type ($($before),*) ($($after),*) u8, Rc<u8>, Cell<u8>, Shared, PhantomPinned, &'static mut u8, &'static Cell<u8>, Rc<Cell<u8>>);
        )+
        table
    }};
    (one $table:ident $type:ident $before:tt $after:tt $($content:ty),*) => {
        $(auto_traits!(flags $table $type $before $after $content);)*
    };
    (flags $table:ident $type:ident ($($before:lifetime),*) ($($after:ty),*) $content:ty) => {
        {
            type Whole = $type<$($before,)* $content $(, $after)*>;
            $table += " ";
            for (name, yes) in [
                ("s", implements!(Whole: Send)),
                ("y", implements!(Whole: Sync)),
                ("p", implements!(Whole: Unpin)),
                ("u", implements!(Whole: core::panic::UnwindSafe)),
                ("r", implements!(Whole: core::panic::RefUnwindSafe)),
            ] {
                $table += if yes { name } else { "-" };
            }
        }
    };
}

type MutexGuarded<T> = MutexGuard<'static, T>;
type Read<T> = RwLockReadGuard<'static, T>;
type Written<T> = RwLockWriteGuard<'static, T>;

/// `Mutex`, `MutexGuard`, `RwLock`, `RwLockReadGuard`, `RwLockWriteGuard`: auto traits by their contents.
pub fn auto_traits_of_locks() -> String {
    auto_traits!(Mutex<_>, RwLock<_>, MutexGuarded<_>, Read<_>, Written<_>)
}

/// `PoisonError`, `TryLockError`: auto traits by their contents.
pub fn auto_traits_of_errors() -> String {
    auto_traits!(PoisonError<_>, TryLockError<_>)
}

type Lazy<T> = LazyLock<T, fn() -> T>;
type LazyBy<T> = LazyLock<u8, T>;
type LocalLazyBy<T> = LazyCell<u8, T>;

/// `OnceLock`, `LazyLock`, `LazyCell`, `OnceCell`: auto traits by what they hold and by what makes it.
pub fn auto_traits_of_once() -> String {
    auto_traits!(
        OnceLock<_>,
        Lazy<_>,
        LazyBy<_>,
        OnceCell<_>,
        LazyCell<_>,
        LocalLazyBy<_>
    )
}

/// `UnsafeCell`, `Cell`, `RefCell`, `AtomicPtr`: auto traits by their contents.
pub fn auto_traits_of_cells() -> String {
    auto_traits!(UnsafeCell<_>, Cell<_>, RefCell<_>, AtomicPtr<_>)
}

type Keyed<T> = HashMap<T, u8>;
type Valued<T> = HashMap<u8, T>;
type Hashed<T> = HashMap<u8, u8, T>;
type Setted<T> = HashSet<u8, T>;

/// `HashMap`, `HashSet`: auto traits by what they hold and by their hasher.
pub fn auto_traits_of_maps() -> String {
    auto_traits!(Keyed<_>, Valued<_>, Hashed<_>, HashSet<_>, Setted<_>)
}

mod channel {
    pub use std::sync::mpsc::*;
    pub type Borrowed<T> = Iter<'static, T>;
    pub type Tried<T> = TryIter<'static, T>;
}

use channel::{Borrowed, IntoIter, Receiver, SendError, Sender, SyncSender, Tried, TrySendError};

/// `Sender`, `SyncSender`, `Receiver`, `Iter`, `TryIter`, `IntoIter`, `SendError`, `TrySendError`: auto traits by the message.
pub fn auto_traits_of_channels() -> String {
    auto_traits!(
        Sender<_>,
        SyncSender<_>,
        Receiver<_>,
        Borrowed<_>,
        Tried<_>,
        IntoIter<_>,
        SendError<_>,
        TrySendError<_>
    )
}

type Scoped<T> = ScopedJoinHandle<'static, T>;

/// `JoinHandle`, `ScopedJoinHandle`, `LocalKey`: auto traits by their results.
pub fn auto_traits_of_threads() -> String {
    auto_traits!(JoinHandle<_>, Scoped<_>, LocalKey<_>)
}

/// `Barrier`, `Condvar`, `Once`, `OnceState`, `Thread`, `ThreadId`, `Builder`, `Scope`, `Instant`, `AccessError`: their traits.
pub fn traits_of_plain_types() -> String {
    traits!(
        Barrier,
        BarrierWaitResult,
        Condvar,
        WaitTimeoutResult,
        Once,
        OnceState,
        thread::Thread,
        ThreadId,
        thread::Builder
    ) + &traits!(
        OneScope,
        std::time::Instant,
        thread::AccessError,
        std::io::Stdout,
        std::io::Stderr
    ) + &traits!(Out, Err, channel::RecvError, channel::TryRecvError)
        + &traits!(
            channel::RecvTimeoutError,
            std::collections::hash_map::RandomState,
            Ordering
        )
}

type OneScope = Scope<'static, 'static>;
type Out = std::io::StdoutLock<'static>;
type Err = std::io::StderrLock<'static>;

/// Functions that shorten the lifetime of what lies in a type.
macro_rules! covariant {
    ($($name:ident: $type:ident),+ $(,)?) => {
        $(
            #[allow(dead_code)]
            fn $name<'a>(it: $type<&'static str>) -> $type<&'a str> {
                it
            }
        )+
    };
}

/// `ScopedJoinHandle`: may live shorter.
pub fn shorter_scoped_handle() -> String {
    fn handle<'a>(it: ScopedJoinHandle<'static, u8>) -> ScopedJoinHandle<'a, u8> {
        it
    }
    let _ = handle;
    String::new()
}

/// `PoisonError`, `TryLockError`, `SendError`, `TrySendError`: what they hold may live shorter.
pub fn covariant_errors() -> String {
    covariant!(poison: PoisonError, busy: TryLockError, send: SendError, full: TrySendError);
    String::new()
}

/// `HashMap`, `HashSet`: what they hold may live shorter.
pub fn covariant_maps() -> String {
    covariant!(key: Keyed, value: Valued, set: HashSet);
    String::new()
}

/// `MutexGuard`, `RwLockReadGuard`, `RwLockWriteGuard`: the lock may be borrowed for shorter.
pub fn shorter_borrows_of_locks() -> String {
    fn guard<'a>(it: MutexGuard<'static, u8>) -> MutexGuard<'a, u8> {
        it
    }
    fn read<'a>(it: RwLockReadGuard<'static, u8>) -> RwLockReadGuard<'a, u8> {
        it
    }
    fn write<'a>(it: RwLockWriteGuard<'static, u8>) -> RwLockWriteGuard<'a, u8> {
        it
    }
    let _ = (guard, read, write);
    String::new()
}

/// `Mutex`, `OnceLock`, `UnsafeCell`: may hold what they outlive, as long as its destructor does not look.
pub fn holds_what_it_outlives() -> String {
    let (once, mutex, cell, shared);
    let text = String::from("text");
    once = OnceLock::new();
    mutex = Mutex::new("");
    cell = UnsafeCell::new("");
    shared = RwLock::new("");
    once.set(text.as_str()).unwrap();
    *mutex.lock().unwrap() = &text;
    *shared.write().unwrap() = &text;
    let _ = (&once, &mutex, &cell, &shared);
    text.clone()
}
