//! `Barrier`.

#[macro_use]
mod common;

use std::sync::{Barrier, BarrierWaitResult, Mutex};
use std::thread;

/// `Barrier::wait`: nobody passes before all have come.
pub fn barrier_waits_for_all() -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    let (barrier, came) = (Barrier::new(3), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                came.fetch_add(1, Relaxed);
                barrier.wait();
                assert_eq!(came.load(Relaxed), 3);
            });
        }
        came.fetch_add(1, Relaxed);
        barrier.wait();
        format!("{}", came.load(Relaxed))
    })
}

/// `Barrier::wait`: has one leader each time.
pub fn barrier_has_one_leader() -> String {
    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        let wait = || barrier.wait().is_leader();
        let (a, b) = (scope.spawn(wait), scope.spawn(wait));
        format!("{}", a.join().unwrap() != b.join().unwrap())
    })
}

/// `Barrier::wait`: can be used again and again.
pub fn barrier_again() -> String {
    let (barrier, log) = (Barrier::new(2), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for round in 0..2 {
                    log.lock().unwrap().push(round);
                    barrier.wait();
                }
            });
        }
    });
    format!("{:?}", log.into_inner().unwrap())
}

/// `Barrier::wait`: each round has its leader.
pub fn leaders_of_rounds() -> String {
    let barrier = Barrier::new(2);
    let leads: u32 = thread::scope(|scope| {
        let wait = || {
            (0..2)
                .map(|_| u32::from(barrier.wait().is_leader()))
                .sum::<u32>()
        };
        let (a, b) = (scope.spawn(wait), scope.spawn(wait));
        a.join().unwrap() + b.join().unwrap()
    });
    format!("{leads}")
}

/// `Barrier::new`: of one thread never waits, and of none neither; each is the leader.
pub fn barrier_of_one() -> String {
    let (one, none) = (Barrier::new(1), Barrier::new(0));
    format!(
        "{} {} {}",
        one.wait().is_leader(),
        one.wait().is_leader(),
        none.wait().is_leader()
    )
}

/// `Barrier::wait`: what was done before it is seen after it, by all.
pub fn barrier_orders() -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    let (barrier, a, b) = (Barrier::new(2), AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            a.store(1, Relaxed);
            barrier.wait();
            b.load(Relaxed)
        });
        b.store(2, Relaxed);
        barrier.wait();
        format!("{} {}", a.load(Relaxed), other.join().unwrap())
    })
}

/// `Barrier::new`: is a `const fn`.
pub fn barrier_static() -> String {
    static MEET: Barrier = Barrier::new(2);
    let handle = thread::spawn(|| MEET.wait().is_leader());
    let mine = MEET.wait().is_leader();
    format!("{}", mine != handle.join().unwrap())
}

/// `Barrier`, `BarrierWaitResult`: the traits that they have.
pub fn traits_of_barrier() -> String {
    traits!(Barrier, BarrierWaitResult)
}

/// `Barrier: Debug`, `BarrierWaitResult: Debug`: their texts.
pub fn barrier_debug() -> String {
    let barrier = Barrier::new(1);
    let result = barrier.wait();
    format!("{barrier:?} {result:?}")
}
