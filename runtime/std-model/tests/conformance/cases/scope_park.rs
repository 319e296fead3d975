//! Scopes, parking, sleeping, and the running thread.

#[macro_use]
mod common;

use common::{message, text};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::sync::{Arc, Barrier, Mutex};
use std::thread::{self, Builder, ThreadId};
use std::time::Duration;

/// `Builder::spawn_scoped`: a named thread in a scope (the documentation's example).
pub fn builder_spawn_scoped() -> String {
    let mut a = vec![1, 2, 3];
    let mut x = 0;
    let name = thread::scope(|scope| {
        let name = || thread::current().name().map(str::to_owned);
        let first = Builder::new()
            .name("first".into())
            .spawn_scoped(scope, move || name())
            .unwrap();
        Builder::new()
            .name("second".into())
            .spawn_scoped(scope, || x += a[0] + a[2])
            .unwrap();
        first.join().unwrap()
    });
    a.push(4);
    format!("{name:?} {x} {}", a.len())
}

/// `scope`: threads borrow from outside and are joined at its end (the documentation's example).
pub fn scope_borrows() -> String {
    let mut a = vec![1, 2, 3];
    let mut x = 0;
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(a.len(), 3));
        scope.spawn(|| x += a[0] + a[2]);
    });
    a.push(4);
    format!("{}", x == a.len() as i32)
}

/// `scope`: gives what its closure returns.
pub fn scope_returns() -> String {
    format!(
        "{}",
        thread::scope(|scope| scope.spawn(|| 3).join().unwrap() + 4)
    )
}

/// `scope`: joins all threads before it returns, joined by hand or not.
pub fn scope_joins_all() -> String {
    let done = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| done.fetch_add(1, Relaxed));
        }
    });
    format!("{}", done.load(Relaxed))
}

/// `scope`: a thread of the scope may spawn into it.
pub fn scope_nested_spawn() -> String {
    let done = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            scope.spawn(|| done.fetch_add(1, Relaxed));
            done.fetch_add(10, Relaxed);
        });
    });
    format!("{}", done.load(Relaxed))
}

/// `scope`: inside a scope.
pub fn scope_in_a_scope() -> String {
    let mut parts = [1, 2];
    thread::scope(|outer| {
        let (left, right) = parts.split_at_mut(1);
        outer.spawn(|| left[0] *= 10);
        thread::scope(|inner| {
            inner.spawn(|| right[0] *= 100);
        });
    });
    format!("{parts:?}")
}

/// `scope`: with a panic that was joined, it goes on.
pub fn scope_joined_panic() -> String {
    thread::scope(|scope| {
        let result = scope.spawn(|| panic!("taken care of")).join();
        text(&*result.unwrap_err())
    })
}

/// `scope`: panics itself if a thread panicked that nobody joined.
pub fn scope_unjoined_panic() -> String {
    let said = message(|| {
        thread::scope(|scope| {
            scope.spawn(|| panic!("left alone"));
        })
    });
    format!("{said:?}")
}

/// `scope`: a panic of its own closure goes on after the threads have ended.
pub fn scope_own_panic() -> String {
    let done = AtomicBool::new(false);
    let said = message(|| {
        thread::scope(|scope| {
            scope.spawn(|| done.store(true, Relaxed));
            panic!("the scope itself");
        })
    });
    let said: Result<(), String> = said;
    format!("{said:?} {}", done.load(Relaxed))
}

/// `ScopedJoinHandle::join`: gives the value or the payload (the documentation's example).
pub fn scoped_join() -> String {
    thread::scope(|scope| {
        let good = scope.spawn(|| 1).join();
        let bad = scope.spawn(|| panic!("oh no")).join();
        let bad: thread::Result<()> = bad;
        format!("{:?} {}", good.unwrap(), bad.is_err())
    })
}

/// `ScopedJoinHandle::thread`, `ScopedJoinHandle::is_finished`: as for a `JoinHandle`.
pub fn scoped_handle() -> String {
    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        let handle = scope.spawn(|| {
            barrier.wait();
            thread::current().id()
        });
        let (before, id) = (handle.is_finished(), handle.thread().id());
        barrier.wait();
        while !handle.is_finished() {
            thread::yield_now();
        }
        format!(
            "{before} {} {:?}",
            handle.join().unwrap() == id,
            thread::current().id() != id
        )
    })
}

/// `scope`: what its threads did is seen after it.
pub fn scope_orders() -> String {
    let data = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| data.store(5, Relaxed));
    });
    format!("{}", data.load(Relaxed))
}

/// `scope`: its results may be borrowed from outside.
pub fn scope_returns_references() -> String {
    let words = ["a".to_owned(), "longer".to_owned()];
    let longest = thread::scope(|scope| {
        let handle = scope.spawn(|| words.iter().max_by_key(|word| word.len()).unwrap());
        handle.join().unwrap()
    });
    longest.clone()
}

/// `current`: each thread is itself, and the main thread is called so.
pub fn current() -> String {
    let (mine, other) = (
        thread::current().id(),
        thread::spawn(|| thread::current().id()).join().unwrap(),
    );
    format!(
        "{} {} {:?}",
        mine == thread::current().id(),
        mine == other,
        thread::current().name()
    )
}

/// `ThreadId`: is never used again in a process, so all are different (the documentation's example).
pub fn ids_differ() -> String {
    use std::collections::HashSet;
    let mut ids: HashSet<ThreadId> = (0..2)
        .map(|_| thread::spawn(|| thread::current().id()).join().unwrap())
        .collect();
    ids.insert(thread::current().id());
    format!("{}", ids.len())
}

/// `Thread::clone`, `Thread: Debug`: the same thread.
pub fn thread_clone() -> String {
    let thread = Builder::new()
        .name("n".into())
        .spawn(|| ())
        .unwrap()
        .thread()
        .clone();
    format!(
        "{} {:?} {}",
        thread.clone().id() == thread.id(),
        thread.name(),
        format!("{thread:?}").contains("Some(\"n\")")
    )
}

/// `park`, `Thread::unpark`: the token makes the next park return at once (the documentation's example).
pub fn unpark_before_park() -> String {
    thread::current().unpark();
    thread::park();
    "through".to_owned()
}

/// `park`: a flag and a loop around it (the documentation's example).
pub fn park_with_a_flag() -> String {
    let flag = Arc::new(AtomicBool::new(false));
    let other = flag.clone();
    let parked = thread::spawn(move || {
        while !other.load(Acquire) {
            thread::park();
        }
        "woken"
    });
    flag.store(true, Release);
    parked.thread().unpark();
    parked.join().unwrap().to_owned()
}

/// `park`: what was done before `unpark` is seen after `park`, when the token was the reason.
pub fn unpark_orders() -> String {
    let data = Arc::new((AtomicU32::new(0), AtomicBool::new(false)));
    let other = data.clone();
    let main = thread::current();
    let handle = thread::spawn(move || {
        other.0.store(5, Relaxed);
        other.1.store(true, Release);
        main.unpark();
    });
    while !data.1.load(Acquire) {
        thread::park();
    }
    let seen = data.0.load(Relaxed);
    handle.join().unwrap();
    format!("{seen}")
}

/// `Thread::unpark`: twice leaves one token; a timeout still ends the second park.
pub fn one_token_only() -> String {
    thread::current().unpark();
    thread::current().unpark();
    thread::park();
    thread::park_timeout(Duration::from_millis(1));
    "through".to_owned()
}

/// `park_timeout`: returns without a token, too.
pub fn park_timeout() -> String {
    thread::park_timeout(Duration::from_millis(1));
    thread::park_timeout(Duration::ZERO);
    "through".to_owned()
}

/// `park_timeout_ms`, `sleep_ms`: the old forms.
#[allow(deprecated)]
pub fn old_forms() -> String {
    thread::park_timeout_ms(1);
    thread::sleep_ms(1);
    "through".to_owned()
}

/// `Thread::unpark`: of a thread that has ended does nothing.
pub fn unpark_the_dead() -> String {
    let handle = thread::spawn(|| ());
    let thread = handle.thread().clone();
    handle.join().unwrap();
    thread.unpark();
    "nothing".to_owned()
}

/// `sleep`: returns no earlier than asked.
pub fn sleep() -> String {
    let begun = std::time::Instant::now();
    thread::sleep(Duration::from_millis(2));
    thread::sleep(Duration::ZERO);
    format!("{}", begun.elapsed() >= Duration::from_millis(2))
}

/// `sleep`: of two threads beside each other takes as long as the longer one, as their parent sees it at least.
pub fn sleeps_beside() -> String {
    let begun = std::time::Instant::now();
    let handles = [1, 3].map(|ms| thread::spawn(move || thread::sleep(Duration::from_millis(ms))));
    handles.map(|handle| handle.join().unwrap());
    format!("{}", begun.elapsed() >= Duration::from_millis(3))
}

/// `yield_now`: changes nothing.
pub fn yield_now() -> String {
    thread::yield_now();
    format!("{:?}", thread::current().name())
}

/// `panicking`: true only while this thread unwinds (the documentation's example).
pub fn panicking() -> String {
    struct SomeStruct(Arc<Mutex<Vec<bool>>>);
    impl Drop for SomeStruct {
        fn drop(&mut self) {
            self.0.lock().unwrap().push(thread::panicking());
        }
    }
    let log = Arc::new(Mutex::new(Vec::new()));
    drop(SomeStruct(log.clone()));
    let other = SomeStruct(log.clone());
    let result = thread::spawn(move || {
        let _other = other;
        panic!("unwind");
    })
    .join();
    let log = log.lock().unwrap();
    format!("{log:?} {} {}", result.is_err(), thread::panicking())
}

/// `panicking`: another thread's panic is not mine.
pub fn panicking_elsewhere() -> String {
    let handle = thread::spawn(|| panic!("elsewhere"));
    let before = thread::panicking();
    let result = handle.join();
    format!("{before} {} {}", result.is_err(), thread::panicking())
}

/// `available_parallelism`: at least one.
pub fn available_parallelism() -> String {
    format!("{}", thread::available_parallelism().unwrap().get() >= 1)
}

/// `catch_unwind`: a caught panic leaves the thread whole.
pub fn catch_unwind_goes_on() -> String {
    let said = message(|| panic!("caught"));
    let said: Result<(), String> = said;
    let after = thread::spawn(|| 3).join().unwrap();
    format!("{said:?} {} {after}", thread::panicking())
}

/// `resume_unwind`: hands a payload on without a message.
pub fn resume_unwind() -> String {
    let result = thread::spawn(|| -> () {
        let payload = std::panic::catch_unwind(|| panic!("first")).unwrap_err();
        std::panic::resume_unwind(payload)
    })
    .join();
    text(&*result.unwrap_err())
}

/// `park_timeout`: in a loop, waits as long as it takes.
pub fn park_within_ages() -> String {
    let ready = Arc::new(AtomicBool::new(false));
    let (other, parked) = (ready.clone(), thread::current());
    let thread = thread::spawn(move || {
        other.store(true, Release);
        parked.unpark();
    });
    let start = std::time::Instant::now();
    while !ready.load(Acquire) {
        thread::park_timeout(Duration::MAX);
    }
    thread.join().unwrap();
    format!("{}", start.elapsed() < Duration::from_secs(3600))
}
