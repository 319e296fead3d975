//! Orderings and fences.

#[macro_use]
mod common;

use common::message;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::*;
use std::thread;

/// `Ordering`: a load cannot release, a store cannot acquire: both panic, with std's words.
pub fn impossible_orderings() -> String {
    // Hidden from rustc, which would refuse them.
    let (acquire, release, both) = std::hint::black_box((Acquire, Release, AcqRel));
    let a = AtomicU32::new(0);
    let said = [
        message(|| a.load(release)).unwrap_err(),
        message(|| a.load(both)).unwrap_err(),
        message(|| a.store(1, acquire)).unwrap_err(),
        message(|| a.store(1, both)).unwrap_err(),
    ];
    format!("{said:?} {a:?}")
}

/// `Ordering`: a failing exchange cannot release.
pub fn impossible_failure_orderings() -> String {
    let (release, both) = std::hint::black_box((Release, AcqRel));
    let a = AtomicU32::new(0);
    let said = [
        message(|| a.compare_exchange(0, 1, SeqCst, release)).unwrap_err(),
        message(|| a.compare_exchange(0, 1, SeqCst, both)).unwrap_err(),
    ];
    format!("{said:?} {a:?}")
}

/// `fence`: a Relaxed fence panics.
pub fn relaxed_fence() -> String {
    let relaxed = std::hint::black_box(Relaxed);
    format!(
        "{:?} {:?}",
        message(|| fence(relaxed)),
        message(|| compiler_fence(relaxed))
    )
}

/// `Ordering`: Debug, Clone, Copy, Eq, Hash.
pub fn ordering_itself() -> String {
    let all = [Relaxed, Acquire, Release, AcqRel, SeqCst];
    traits!(Ordering) + &format!("{all:?} {}", Relaxed == all[0])
}

/// `fence`: a release fence before and an acquire fence after relaxed accesses publish (the documentation's picture).
pub fn fences_publish() -> String {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(5, Relaxed);
            fence(Release);
            ready.store(true, Relaxed);
        });
        let seen = ready.load(Relaxed);
        fence(Acquire);
        format!("{}", !seen || data.load(Relaxed) == 5)
    })
}

/// `fence`: the documentation's mutex made of a fence.
pub fn fence_mutex() -> String {
    let (flag, data) = (AtomicBool::new(false), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while flag
                    .compare_exchange_weak(false, true, Relaxed, Relaxed)
                    .is_err()
                {}
                fence(Acquire);
                data.store(data.load(Relaxed) + 1, Relaxed);
                flag.store(false, Release);
            });
        }
    });
    format!("{data:?}")
}

/// `fence`: two SeqCst fences forbid that both threads miss each other's store.
pub fn seq_cst_fences() -> String {
    let (x, y) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            x.store(true, Relaxed);
            fence(SeqCst);
            y.load(Relaxed)
        });
        y.store(true, Relaxed);
        fence(SeqCst);
        let seen = x.load(Relaxed);
        format!("{}", seen || other.join().unwrap())
    })
}

/// `Ordering::SeqCst`: all threads agree on one order of SeqCst accesses.
pub fn seq_cst_accesses() -> String {
    let (x, y) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            x.store(true, SeqCst);
            y.load(SeqCst)
        });
        y.store(true, SeqCst);
        let seen = x.load(SeqCst);
        format!("{}", seen || other.join().unwrap())
    })
}

/// `Ordering::Release`, `Ordering::Acquire`: what was written before the store is seen after the load.
pub fn release_acquire() -> String {
    let (data, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(5, Relaxed);
            ready.store(true, Release);
        });
        format!("{}", !ready.load(Acquire) || data.load(Relaxed) == 5)
    })
}

/// `Ordering::AcqRel`: a read-modify-write passes on what it acquired.
pub fn acq_rel_chain() -> String {
    let (data, stage) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            data.store(5, Relaxed);
            stage.store(1, Release);
        });
        scope.spawn(|| stage.fetch_add(1, AcqRel));
        format!("{}", stage.load(Acquire) != 2 || data.load(Relaxed) == 5)
    })
}

/// `Ordering::Relaxed`: one atomic still goes forward for every thread.
pub fn coherence() -> String {
    let a = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            a.store(1, Relaxed);
            a.store(2, Relaxed);
        });
        let (first, second) = (a.load(Relaxed), a.load(Relaxed));
        format!("{}", first <= second)
    })
}

/// `compiler_fence`, `spin_loop_hint`: exist and do nothing to be seen.
#[allow(deprecated)]
pub fn hints() -> String {
    compiler_fence(SeqCst);
    compiler_fence(Acquire);
    spin_loop_hint();
    fence(AcqRel);
    "nothing".to_owned()
}
