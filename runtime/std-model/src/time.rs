//! `std::time`: each thread of a model has a clock of its own, which only sleeping and waiting move.

use crate::model::world::{try_world, world};
use ::std::fmt;
use ::std::ops::{Add, AddAssign, Sub, SubAssign};
pub use ::std::time::{Duration, SystemTime, SystemTimeError, TryFromFloatSecsError, UNIX_EPOCH};

/// How often a thread may ask for the time and do nothing else before the clock begins to run by itself.
const READS: u32 = 64;

/// Where the clock of every execution starts: as far from both ends as std's, whose seconds are an `i64`. So going back from
/// the first moment works, and going too far is told.
const START: Duration = Duration::from_secs(1 << 63);

/// `std::time::Instant`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Duration);

pub(crate) fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// The clock's reading after `wait`.
pub(crate) fn deadline(wait: Duration) -> u64 {
    world(|world| world.current().clock).saturating_add(nanoseconds(wait))
}

impl Instant {
    /// This thread's time. A thread that does nothing but ask sees it move.
    #[must_use]
    pub fn now() -> Instant {
        let clock = try_world(|world| {
            let thread = world.current();
            thread.clock_reads += 1;
            if thread.clock_reads > READS {
                thread.clock += 1_000_000;
            }
            thread.clock
        });
        Instant(START + Duration::from_nanos(clock.unwrap_or(0)))
    }

    /// The time since `earlier`; zero if that is later.
    #[must_use]
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    /// The time since `earlier`, if it is.
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        self.0.checked_sub(earlier.0)
    }

    /// The time since `earlier`; zero if that is later.
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.duration_since(earlier)
    }

    /// The time since this instant.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        Instant::now().duration_since(*self)
    }

    /// Later by `duration`, if that can be told.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_add(duration).map(Instant)
    }

    /// Earlier by `duration`, if that can be told.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {
        self.0.checked_sub(duration).map(Instant)
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    fn add(self, duration: Duration) -> Instant {
        self.checked_add(duration)
            .expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;

    fn sub(self, duration: Duration) -> Instant {
        self.checked_sub(duration)
            .expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}

impl Sub<Instant> for Instant {
    type Output = Duration;

    fn sub(self, earlier: Instant) -> Duration {
        self.duration_since(earlier)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.checked_sub(START) {
            Some(since) => write!(f, "Instant({since:?})"),
            None => write!(f, "Instant(-{:?})", START - self.0),
        }
    }
}
