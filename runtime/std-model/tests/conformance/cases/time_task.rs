//! `std::time::Instant` and `std::task`.

#[macro_use]
mod common;

use common::message;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// `Instant::now`: never goes backwards on a thread.
pub fn instants_go_forward() -> String {
    let all: Vec<Instant> = (0..10).map(|_| Instant::now()).collect();
    format!("{}", all.is_sorted())
}

/// `Instant::now`: goes forward from thread to thread.
pub fn instants_across_threads() -> String {
    let begun = Instant::now();
    let inside = thread::spawn(|| {
        thread::sleep(Duration::from_millis(2));
        Instant::now()
    });
    let inside = inside.join().unwrap();
    format!("{} {}", begun <= inside, inside <= Instant::now())
}

/// `Instant::elapsed`: at least what was slept (the documentation's example).
pub fn elapsed() -> String {
    let begun = Instant::now();
    thread::sleep(Duration::from_millis(3));
    format!(
        "{} {}",
        begun.elapsed() >= Duration::from_millis(3),
        begun.elapsed() < Duration::from_secs(3600)
    )
}

/// `Instant::duration_since`, `Instant::checked_duration_since`, `Instant::saturating_duration_since`: the
/// documentation's examples; earlier than earlier is zero.
pub fn duration_since() -> String {
    let now = Instant::now();
    let later = now + Duration::from_millis(5);
    let a = (later.duration_since(now), now.duration_since(later));
    let b = (
        later.checked_duration_since(now),
        now.checked_duration_since(later),
    );
    let c = (
        later.saturating_duration_since(now),
        now.saturating_duration_since(later),
    );
    format!("{a:?} {b:?} {c:?}")
}

/// `Instant::checked_add`, `Instant::checked_sub`: None when it cannot be told.
pub fn checked_arithmetic() -> String {
    let now = Instant::now();
    let there = now
        .checked_add(Duration::from_secs(9))
        .and_then(|later| later.checked_sub(Duration::from_secs(9)));
    // How far instants reach is the platform's affair; nobody's reach as far as this.
    let beyond = now
        .checked_add(Duration::MAX)
        .and_then(|later| later.checked_add(Duration::MAX));
    format!("{} {beyond:?}", there == Some(now))
}

/// `Instant: Sub`: a moment long before the first one can be told, and so can how long ago it was.
pub fn long_ago() -> String {
    let now = Instant::now();
    let long = Duration::from_secs(100 * 365 * 24 * 3600);
    let ago = now - long;
    format!("{} {}", ago < now, now - ago == long)
}

/// `Instant::checked_add`: None beyond what an `i64` of seconds tells.
pub fn checked_at_the_end() -> String {
    let far = Duration::from_secs(u64::MAX / 2 + 1);
    format!("{:?}", Instant::now().checked_add(far))
}

/// `Instant: Add`, `Instant: AddAssign`, `Instant: Sub`, `Instant: SubAssign`: with durations and instants.
pub fn instant_operators() -> String {
    let now = Instant::now() + Duration::from_secs(10);
    let mut other = now;
    other += Duration::from_secs(2);
    other -= Duration::from_secs(1);
    format!(
        "{:?} {:?} {}",
        other - now,
        now - other,
        (now - Duration::from_secs(1)) < now
    )
}

/// `Instant: Add`: overflow panics.
pub fn instant_overflow() -> String {
    format!(
        "{:?}",
        message(|| Instant::now() + Duration::MAX + Duration::MAX).is_err()
    )
}

/// `Instant`: its traits.
pub fn instant_traits() -> String {
    traits!(Instant)
}

/// `SystemTime`: is std's own; `Duration` too.
pub fn durations() -> String {
    let sum = Duration::from_millis(1500) + Duration::from_secs(1);
    format!(
        "{sum:?} {}",
        std::time::SystemTime::now() > std::time::UNIX_EPOCH
    )
}

/// `Wake`: an `Arc` becomes a waker; `wake` consumes, `wake_by_ref` does not.
pub fn wake() -> String {
    struct Counts(AtomicU32);
    impl Wake for Counts {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, SeqCst);
        }
    }
    let counts = Arc::new(Counts(AtomicU32::new(0)));
    let waker = Waker::from(counts.clone());
    let other = waker.clone();
    let strong = Arc::strong_count(&counts);
    waker.wake_by_ref();
    waker.wake();
    other.wake();
    format!(
        "{strong} {} {}",
        Arc::strong_count(&counts),
        counts.0.load(SeqCst)
    )
}

/// `Wake::wake_by_ref`: can be given on its own.
pub fn wake_by_ref() -> String {
    struct Both(AtomicU32, AtomicU32);
    impl Wake for Both {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, SeqCst);
        }
        fn wake_by_ref(self: &Arc<Self>) {
            self.1.fetch_add(1, SeqCst);
        }
    }
    let both = Arc::new(Both(AtomicU32::new(0), AtomicU32::new(0)));
    let waker: Waker = both.clone().into();
    waker.wake_by_ref();
    waker.wake();
    format!("{:?} {:?}", both.0, both.1)
}

/// `Wake`: the documentation's executor, which parks its thread.
pub fn block_on() -> String {
    struct ThreadWaker(thread::Thread);
    impl Wake for ThreadWaker {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    fn block_on<T>(future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let waker = Arc::new(ThreadWaker(thread::current())).into();
        let mut context = Context::from_waker(&waker);
        loop {
            match future.as_mut().poll(&mut context) {
                Poll::Ready(value) => return value,
                Poll::Pending => thread::park(),
            }
        }
    }
    struct OtherThread {
        done: Arc<AtomicBool>,
        started: bool,
    }
    impl Future for OtherThread {
        type Output = &'static str;
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<&'static str> {
            if self.done.load(Acquire) {
                return Poll::Ready("done");
            }
            if !std::mem::replace(&mut self.started, true) {
                let (done, waker) = (self.done.clone(), context.waker().clone());
                thread::spawn(move || {
                    done.store(true, Release);
                    waker.wake();
                });
            }
            Poll::Pending
        }
    }
    let both = async {
        let first = OtherThread {
            done: Arc::new(AtomicBool::new(false)),
            started: false,
        }
        .await;
        format!("{first} and {}", async { "this" }.await)
    };
    block_on(both)
}

/// `Waker::will_wake`, `Waker::clone`: clones wake the same task.
pub fn will_wake() -> String {
    struct Nothing;
    impl Wake for Nothing {
        fn wake(self: Arc<Self>) {}
    }
    let (a, b) = (
        Waker::from(Arc::new(Nothing)),
        Waker::from(Arc::new(Nothing)),
    );
    format!("{} {}", a.will_wake(&a.clone()), a.will_wake(&b))
}

/// `Waker::noop`, `Context::from_waker`, `Context::waker`: poll by hand (the documentation's example).
pub fn noop() -> String {
    let mut context = Context::from_waker(Waker::noop());
    let same = context.waker().will_wake(Waker::noop());
    let mut future = pin!(async { 10 });
    format!("{same} {:?}", future.as_mut().poll(&mut context))
}

/// `Waker::from_raw`, `RawWaker`, `RawWakerVTable`: by hand.
pub fn raw_waker() -> String {
    static WOKEN: AtomicU32 = AtomicU32::new(0);
    fn count(_: *const ()) {
        WOKEN.fetch_add(1, SeqCst);
    }
    static TABLE: RawWakerVTable =
        RawWakerVTable::new(|data| RawWaker::new(data, &TABLE), count, count, |_| ());
    // SAFETY: the table's functions do not use the data.
    let waker = unsafe { Waker::from_raw(RawWaker::new(std::ptr::null(), &TABLE)) };
    waker.wake_by_ref();
    waker.clone().wake();
    format!("{WOKEN:?} {}", waker.data().is_null())
}

/// `Waker`, `Context`, `Poll`: their traits.
pub fn task_traits() -> String {
    traits!(Waker, Context<'static>, Poll<i32>)
}

/// `Waker`: is sent to another thread, which wakes.
pub fn wakers_cross_threads() -> String {
    struct Flag(AtomicBool);
    impl Wake for Flag {
        fn wake(self: Arc<Self>) {
            self.0.store(true, SeqCst);
        }
    }
    let flag = Arc::new(Flag(AtomicBool::new(false)));
    let waker = Waker::from(flag.clone());
    thread::spawn(move || waker.wake()).join().unwrap();
    format!("{:?} {}", flag.0, Arc::strong_count(&flag))
}
