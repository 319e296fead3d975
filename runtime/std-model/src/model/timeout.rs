//! Timeouts that strike early: while others could still run, as when the operating system keeps the others waiting.
//!
//! A short timeout may always do that. One of a minute or more is there so that nobody waits for ever: no machine keeps a thread
//! waiting so long, so it strikes only when nobody else can go on, or where what was waited for came later than that: because
//! somebody slept. Whether it can is known when the wait has ended; then it is tried in a pass of its own, like all rare events.

use super::event::Op;
use super::plan::Rare;
use super::step::rare;
use super::world::{me, world};
use ::std::time::Duration;

/// So long nobody is kept waiting by the machine alone.
const LONG: Duration = Duration::from_secs(60);

/// How a wait ends that nobody ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Early {
    /// By its timeout.
    TimedOut,
    /// For no reason.
    ForNoReason,
}

impl Early {
    /// What the record says.
    pub fn op(self) -> Op {
        match self {
            Early::TimedOut => Op::TimedOut,
            Early::ForNoReason => Op::Spurious,
        }
    }
}

/// A wait that may end by a timeout.
#[derive(Clone, Copy)]
pub struct Timeout {
    /// When it ends by the thread's own clock; `None`: never.
    pub deadline: Option<u64>,
    is_long: bool,
}

impl Timeout {
    /// A wait that begins now.
    pub fn new(wait: Option<Duration>) -> Timeout {
        Timeout {
            deadline: wait.map(crate::time::deadline),
            is_long: wait.is_some_and(|wait| wait >= LONG),
        }
    }

    /// Whether its timeout strikes at once in this pass.
    pub fn strikes_early(self) -> bool {
        if !self.is_long {
            return rare();
        }
        world(|world| {
            let event = Rare {
                thread: me(),
                number: world.current().rare,
            };
            world.current().rare += 1;
            world.plan.script.contains(&event)
        })
    }

    /// How it ends at once in this pass, where a wait may also end for no reason. A short one ends by its timeout, as that is the
    /// worse of the two.
    pub fn ends_early(self) -> Option<Early> {
        let for_no_reason = (self.deadline.is_none() || self.is_long) && rare();
        let struck = self.deadline.is_some() && self.strikes_early();
        match (struck, for_no_reason) {
            (true, _) => Some(Early::TimedOut),
            (false, true) => Some(Early::ForNoReason),
            (false, false) => None,
        }
    }

    /// The wait has ended by something else. `asked`: [`Self::strikes_early`] was called for it, so the next event is another.
    pub fn is_over(self, asked: bool) {
        world(|world| {
            let thread = world.current();
            let came_late = self
                .deadline
                .is_some_and(|deadline| thread.clock > deadline);
            if self.is_long && came_late {
                let number = thread.rare - u32::from(asked);
                let thread = me();
                world.plan.seen.insert(Rare { thread, number });
            }
        });
    }
}
