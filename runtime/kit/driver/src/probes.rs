//! What the functions of `act!` observe with. Nothing here decides: it gives plain data for the judge.

use std::{
    fmt,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// How long a [`Gate`] waits for threads that never come. Only wrong code ever waits this long.
const WATCHDOG: Duration = Duration::from_secs(3);

/// A number for the current thread: the same for its whole life, and no other thread's.
pub fn this_thread() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    thread_local!(static NUMBER: u64 = NEXT.fetch_add(1, Ordering::Relaxed));
    NUMBER.with(|number| *number)
}

/// A gate that opens when `parties` threads stand before it at the same time.
///
/// It proves that code really runs at once, however busy the machine is: threads that run one after the other can
/// never all be there. A clone is the same gate.
#[derive(Clone)]
pub struct Gate(Arc<GateInner>);

struct GateInner {
    parties: usize,
    state: Mutex<GateState>,
    changed: Condvar,
}

#[derive(Clone, Copy, PartialEq)]
enum GateState {
    Waiting { here: usize },
    Open,
    GivenUp,
}

impl Gate {
    /// A closed gate for this many threads.
    pub fn new(parties: usize) -> Self {
        let state = if parties == 0 {
            GateState::Open
        } else {
            GateState::Waiting { here: 0 }
        };
        Gate(Arc::new(GateInner {
            parties,
            state: Mutex::new(state),
            changed: Condvar::new(),
        }))
    }

    /// Waits until all have come, and returns whether they did. A gate that some did not reach in time lets everybody
    /// through from then on, so that wrong code costs one waiting time and not one for each thread.
    pub fn wait(&self) -> bool {
        let until = Instant::now() + WATCHDOG;
        let mut state = lock(&self.0.state);
        if let GateState::Waiting { here } = *state {
            let here = here + 1;
            *state = if here == self.0.parties {
                GateState::Open
            } else {
                GateState::Waiting { here }
            };
            self.0.changed.notify_all();
        }
        while let GateState::Waiting { .. } = *state {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                *state = GateState::GivenUp;
                self.0.changed.notify_all();
            } else {
                let woken = self.0.changed.wait_timeout(state, left);
                state = woken.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
        *state == GateState::Open
    }

    /// Whether all have met here.
    pub fn has_opened(&self) -> bool {
        *lock(&self.0.state) == GateState::Open
    }
}

/// Counts who is inside, and remembers the most at once. A clone is the same counter.
#[derive(Clone, Default)]
pub struct InFlight(Arc<Mutex<Count>>);

#[derive(Default)]
struct Count {
    now: usize,
    highest: usize,
}

impl InFlight {
    /// Nobody is inside.
    pub fn new() -> Self {
        InFlight::default()
    }

    /// One more is inside until the returned value is dropped.
    pub fn during(&self) -> Presence {
        self.enter();
        Presence(self.clone())
    }

    /// One more is inside until [`InFlight::leave`] is called, perhaps by another thread.
    pub fn enter(&self) {
        let mut count = lock(&self.0);
        count.now += 1;
        count.highest = count.highest.max(count.now);
    }

    /// One has left.
    pub fn leave(&self) {
        let mut count = lock(&self.0);
        count.now = count.now.saturating_sub(1);
    }

    /// How many are inside.
    pub fn now(&self) -> usize {
        lock(&self.0).now
    }

    /// The most that were inside at once.
    pub fn highest(&self) -> usize {
        lock(&self.0).highest
    }
}

/// One of those who are inside an [`InFlight`]; leaves when it is dropped.
pub struct Presence(InFlight);

impl Drop for Presence {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// A value that remembers which threads formatted it. A clone shares the memory.
#[derive(Clone)]
pub struct Witness<T> {
    value: T,
    threads: Arc<Mutex<Vec<u64>>>,
}

impl<T> Witness<T> {
    /// Nobody has formatted it yet.
    pub fn new(value: T) -> Self {
        Witness {
            value,
            threads: Arc::default(),
        }
    }

    /// The number ([`this_thread`]) of the thread of each formatting, in order.
    pub fn threads(&self) -> Vec<u64> {
        lock(&self.threads).clone()
    }
}

impl<T: fmt::Display> fmt::Display for Witness<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lock(&self.threads).push(this_thread());
        self.value.fmt(f)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
