//! `Condvar`.

#[macro_use]
mod common;

use common::message;
use std::sync::{Arc, Condvar, LockResult, Mutex, MutexGuard, PoisonError, WaitTimeoutResult};
use std::thread;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(1);

/// A lock with a condition, set by another thread.
type Pair = Arc<(Mutex<bool>, Condvar)>;

fn pair() -> Pair {
    Arc::new((Mutex::new(false), Condvar::new()))
}

/// Sets the condition on a thread of its own and notifies.
fn set_later(pair: &Pair) -> thread::JoinHandle<()> {
    let pair = pair.clone();
    thread::spawn(move || {
        let (lock, condvar) = &*pair;
        *lock.lock().unwrap() = true;
        condvar.notify_one();
    })
}

/// `Condvar::wait`: in a loop, it returns when the condition holds (the documentation's example).
pub fn wait_in_a_loop() -> String {
    let pair = pair();
    let handle = set_later(&pair);
    let (lock, condvar) = &*pair;
    let mut started = lock.lock().unwrap();
    while !*started {
        started = condvar.wait(started).unwrap();
    }
    let seen = *started;
    drop(started);
    handle.join().unwrap();
    format!("{seen}")
}

/// `Condvar::wait`: gives the lock back while it waits, and holds it when it returns.
pub fn wait_releases_and_takes() -> String {
    let pair = pair();
    let (lock, condvar) = &*pair;
    let mut started = lock.lock().unwrap();
    // The other thread can only get the lock because the wait gives it back.
    let handle = set_later(&pair);
    while !*started {
        started = condvar.wait(started).unwrap();
    }
    let held = lock.try_lock().is_err();
    drop(started);
    handle.join().unwrap();
    format!("{held}")
}

/// `Condvar::wait_while`: returns when the condition is false (the documentation's example).
pub fn wait_while() -> String {
    let pair = pair();
    let handle = set_later(&pair);
    let (lock, condvar) = &*pair;
    let guard = condvar
        .wait_while(lock.lock().unwrap(), |started| !*started)
        .unwrap();
    let seen = *guard;
    drop(guard);
    handle.join().unwrap();
    format!("{seen}")
}

/// `Condvar::wait_while`: does not wait if the condition is false at once; it asks exactly once then.
pub fn wait_while_asks_first() -> String {
    let (lock, condvar) = (Mutex::new(1), Condvar::new());
    let mut asked = 0;
    let guard = condvar.wait_while(lock.lock().unwrap(), |value| {
        asked += 1;
        *value += 1;
        false
    });
    format!("{} {asked}", *guard.unwrap())
}

/// `Condvar::notify_one`: a notification that nobody waits for is lost, but the condition is not.
pub fn notification_before_the_wait() -> String {
    let pair = pair();
    set_later(&pair).join().unwrap();
    let (lock, condvar) = &*pair;
    let guard = condvar
        .wait_while(lock.lock().unwrap(), |started| !*started)
        .unwrap();
    format!("{}", *guard)
}

/// `Condvar::notify_one`: two notifications wake two waiters.
pub fn notify_one_twice() -> String {
    let (lock, condvar) = (Mutex::new(0), Condvar::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut tickets = condvar
                    .wait_while(lock.lock().unwrap(), |tickets| *tickets == 0)
                    .unwrap();
                *tickets -= 1;
            });
        }
        for _ in 0..2 {
            *lock.lock().unwrap() += 1;
            condvar.notify_one();
        }
    });
    format!("{}", lock.lock().unwrap())
}

/// `Condvar::notify_all`: wakes all that wait (the documentation's example).
pub fn notify_all() -> String {
    let (lock, condvar) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut open = lock.lock().unwrap();
                while !*open {
                    open = condvar.wait(open).unwrap();
                }
            });
        }
        *lock.lock().unwrap() = true;
        condvar.notify_all();
    });
    "both are through".to_owned()
}

/// `Condvar::notify_one`, `Condvar::notify_all`: do nothing when nobody waits.
pub fn notify_nobody() -> String {
    let condvar = Condvar::new();
    condvar.notify_one();
    condvar.notify_all();
    format!("{condvar:?}")
}

/// `Condvar::notify_one`: may be called while the lock is held.
pub fn notify_with_the_lock() -> String {
    let (lock, condvar) = (Mutex::new(0), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut value = lock.lock().unwrap();
            *value = 3;
            condvar.notify_one();
            *value = 4;
        });
        let value = condvar
            .wait_while(lock.lock().unwrap(), |value| *value == 0)
            .unwrap();
        format!("{}", *value)
    })
}

/// `Condvar::wait`: two threads take turns.
pub fn turns() -> String {
    let (lock, condvar) = (Mutex::new(Vec::new()), Condvar::new());
    thread::scope(|scope| {
        for me in 0..2 {
            let (lock, condvar) = (&lock, &condvar);
            scope.spawn(move || {
                for _ in 0..2 {
                    let mut log = condvar
                        .wait_while(lock.lock().unwrap(), |log| log.len() % 2 != me)
                        .unwrap();
                    log.push(me);
                    drop(log);
                    condvar.notify_all();
                }
            });
        }
    });
    format!("{:?}", lock.into_inner().unwrap())
}

/// `Condvar::wait_timeout`: without a notification it ends, by its timeout or spuriously, with the lock held.
pub fn wait_timeout_ends() -> String {
    let (lock, condvar) = (Mutex::new(1), Condvar::new());
    let (guard, _) = condvar.wait_timeout(lock.lock().unwrap(), SHORT).unwrap();
    format!("{} {}", *guard, lock.try_lock().is_err())
}

/// `Condvar::wait_timeout`: in a loop with a timeout, it ends when the condition holds or the time is over.
pub fn wait_timeout_in_a_loop() -> String {
    let pair = pair();
    let handle = set_later(&pair);
    let (lock, condvar) = &*pair;
    let mut started = lock.lock().unwrap();
    let sane = loop {
        let (guard, result) = condvar.wait_timeout(started, SHORT).unwrap();
        started = guard;
        if *started || result.timed_out() {
            break true;
        }
    };
    drop(started);
    handle.join().unwrap();
    format!("{sane} {}", lock.lock().unwrap())
}

/// `Condvar::wait_timeout`: `timed_out` is false only if somebody notified or it was spurious, so a timeout of an hour
/// and a condition tell the truth together.
pub fn wait_timeout_tells() -> String {
    let (lock, condvar) = (Mutex::new(()), Condvar::new());
    let mut guard = lock.lock().unwrap();
    let mut times = 0;
    // Nobody notifies, so only timeouts and spurious wake-ups end a wait.
    loop {
        let (again, result) = condvar.wait_timeout(guard, SHORT).unwrap();
        guard = again;
        times += 1;
        if result.timed_out() || times > 1000 {
            break;
        }
    }
    format!("{}", times <= 1000)
}

/// `Condvar::wait_timeout_while`: with a condition that stays true it times out (the documentation's example).
pub fn wait_timeout_while_times_out() -> String {
    let (lock, condvar) = (Mutex::new(true), Condvar::new());
    let (guard, result) = condvar
        .wait_timeout_while(lock.lock().unwrap(), SHORT, |pending| *pending)
        .unwrap();
    format!("{} {}", *guard, result.timed_out())
}

/// `Condvar::wait_timeout_while`: does not wait if the condition is false, whatever the time.
pub fn wait_timeout_while_asks_first() -> String {
    let (lock, condvar) = (Mutex::new(false), Condvar::new());
    let (guard, result) = condvar
        .wait_timeout_while(lock.lock().unwrap(), Duration::ZERO, |pending| *pending)
        .unwrap();
    format!("{} {}", *guard, result.timed_out())
}

/// `Condvar::wait_timeout_while`: has not timed out if and only if the condition is false.
pub fn wait_timeout_while_tells() -> String {
    let pair = pair();
    let handle = set_later(&pair);
    let (lock, condvar) = &*pair;
    let (guard, result) = condvar
        .wait_timeout_while(lock.lock().unwrap(), LONG, |started| !*started)
        .unwrap();
    let sane = *guard != result.timed_out();
    drop(guard);
    handle.join().unwrap();
    format!("{sane}")
}

/// `Condvar::wait_timeout_while`: for any time, also one that reaches beyond all instants.
pub fn wait_timeout_while_for_ever() -> String {
    let pair = pair();
    let handle = set_later(&pair);
    let (lock, condvar) = &*pair;
    let (guard, result) = condvar
        .wait_timeout_while(lock.lock().unwrap(), Duration::MAX, |started| !*started)
        .unwrap();
    let told = format!("{} {}", *guard, result.timed_out());
    drop(guard);
    handle.join().unwrap();
    told
}

/// `Condvar::wait_timeout_ms`: the old form gives `false` after a timeout.
#[allow(deprecated)]
pub fn wait_timeout_ms() -> String {
    let (lock, condvar) = (Mutex::new(3), Condvar::new());
    let mut guard = lock.lock().unwrap();
    for _ in 0..1000 {
        let (again, notified) = condvar.wait_timeout_ms(guard, 1).unwrap();
        guard = again;
        if !notified {
            return format!("timed out, {}", *guard);
        }
    }
    "never timed out".to_owned()
}

/// `Condvar::wait`: of a mutex that is poisoned meanwhile gives the guard inside the error.
pub fn wait_poisoned() -> String {
    let pair = pair();
    let other = pair.clone();
    let (lock, condvar) = &*pair;
    let mut guard = lock.lock().unwrap();
    let handle = thread::spawn(move || {
        let mut guard = other.0.lock().unwrap();
        *guard = true;
        other.1.notify_one();
        panic!("with the guard");
    });
    let mut poisoned = false;
    while !*guard {
        guard = condvar.wait(guard).unwrap_or_else(|error| {
            poisoned = true;
            error.into_inner()
        });
    }
    drop(guard);
    format!("{poisoned} {}", handle.join().is_err())
}

/// `Condvar::wait_while`, `Condvar::wait_timeout`, `Condvar::wait_timeout_while`: of a poisoned mutex give the guard
/// inside the error.
pub fn waits_on_a_poisoned_mutex() -> String {
    let (lock, condvar) = (Mutex::new(1), Condvar::new());
    let _ = message(|| {
        let _guard = lock.lock().unwrap();
        panic!("with the guard");
    });
    let free = || lock.lock().unwrap_or_else(PoisonError::into_inner);
    let timeout = condvar
        .wait_timeout(free(), SHORT)
        .map(|_| ())
        .map_err(|error| *error.into_inner().0);
    // Here the condition is false at once, so nothing is waited for and no lock is taken again.
    let at_once = condvar.wait_while(free(), |_| false).is_ok();
    let at_once_too = condvar.wait_timeout_while(free(), SHORT, |_| false).is_ok();
    format!("{timeout:?} {at_once} {at_once_too}")
}

/// `Condvar::new`, `Condvar::default`: usable as a static, together with a mutex.
pub fn statics() -> String {
    static QUEUE: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    static FILLED: Condvar = Condvar::new();
    let handle = thread::spawn(|| {
        QUEUE.lock().unwrap().push(4);
        FILLED.notify_all();
    });
    let mut queue = FILLED
        .wait_while(QUEUE.lock().unwrap(), |queue| queue.is_empty())
        .unwrap();
    let first = queue.pop();
    drop(queue);
    handle.join().unwrap();
    format!("{first:?} {:?}", Condvar::default())
}

/// `Condvar`, `WaitTimeoutResult`: the traits that they have.
pub fn traits_of_condvar() -> String {
    traits!(Condvar, WaitTimeoutResult)
}

/// `WaitTimeoutResult`: can be compared, copied and shown.
pub fn wait_timeout_result() -> String {
    let (lock, condvar) = (Mutex::new(true), Condvar::new());
    let (_guard, result) = condvar
        .wait_timeout_while(lock.lock().unwrap(), SHORT, |pending| *pending)
        .unwrap();
    let copy = result;
    format!("{result:?} {}", copy == result)
}

/// `Condvar`: the types of its functions.
pub fn signatures_of_condvar() -> String {
    type Guard<'a> = MutexGuard<'a, i32>;
    const { Condvar::new() };
    let _: for<'a> fn(&Condvar, Guard<'a>) -> LockResult<Guard<'a>> = Condvar::wait;
    let _: for<'a> fn(&Condvar, Guard<'a>, fn(&mut i32) -> bool) -> LockResult<Guard<'a>> =
        Condvar::wait_while;
    let _: for<'a> fn(&Condvar, Guard<'a>, Duration) -> LockResult<(Guard<'a>, WaitTimeoutResult)> =
        Condvar::wait_timeout;
    let _: for<'a> fn(
        &Condvar,
        Guard<'a>,
        Duration,
        fn(&mut i32) -> bool,
    ) -> LockResult<(Guard<'a>, WaitTimeoutResult)> = Condvar::wait_timeout_while;
    let _: fn(&Condvar) = Condvar::notify_one;
    let _: fn(&Condvar) = Condvar::notify_all;
    "as in std".to_owned()
}

/// `Condvar`: a bounded queue made of one mutex and two conditions keeps order and loses nothing.
pub fn bounded_queue() -> String {
    let (queue, room, filled) = (Mutex::new(Vec::new()), Condvar::new(), Condvar::new());
    let mut got = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            for i in 0..3 {
                let mut queue = room
                    .wait_while(queue.lock().unwrap(), |queue| queue.len() == 1)
                    .unwrap();
                queue.push(i);
                filled.notify_one();
            }
        });
        for _ in 0..3 {
            let mut queue = filled
                .wait_while(queue.lock().unwrap(), |queue| queue.is_empty())
                .unwrap();
            got.extend(queue.pop());
            room.notify_one();
        }
    });
    format!("{got:?}")
}

/// `Condvar::wait_timeout`: in a loop, a timeout of ages does not strike while somebody notifies.
pub fn wait_within_ages() -> String {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let other = pair.clone();
    let thread = thread::spawn(move || {
        *other.0.lock().unwrap() = true;
        other.1.notify_all();
    });
    let mut guard = pair.0.lock().unwrap();
    let mut timed_out = false;
    while !*guard && !timed_out {
        let result;
        (guard, result) = pair.1.wait_timeout(guard, Duration::MAX).unwrap();
        timed_out = result.timed_out();
    }
    let ready = *guard;
    drop(guard);
    thread.join().unwrap();
    format!("{ready} {timed_out}")
}
