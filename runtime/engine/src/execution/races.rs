//! Races between transitions: which other orders are asked for, and who can begin them.

use super::Execution;
use crate::clock::{Clock, MAX_THREADS};
use crate::path::{Access, Mode, Path, Threads};

impl Execution {
    /// The transitions that an access depends on directly: reads since the last write, or that write.
    pub(super) fn conflicting(&mut self, access: Access) -> Vec<u32> {
        let object = self.object(access.object);
        let mut found: Vec<u32> = match access.mode {
            Mode::Read => Vec::new(),
            Mode::Write => object.read.iter().flatten().copied().collect(),
        };
        if found.is_empty() {
            found.extend(object.written);
        }
        found
    }

    /// The running thread's access depends on these transitions: other orders of them are asked for where there are any.
    pub(super) fn find_races(&self, conflicting: &[u32], path: &mut Path) {
        for &earlier in conflicting {
            if self.is_past(earlier) {
                continue;
            }
            // In the other order the access still comes after those that do not need `earlier`.
            let mut trace = self.threads[self.me].trace;
            for &other in conflicting {
                if other != earlier
                    && !self.comes_after(&self.transitions[other as usize].trace, earlier)
                {
                    trace.join(&self.transitions[other as usize].trace);
                }
            }
            let initials = self.initials(earlier, trace);
            let node = self.transitions[earlier as usize].node;
            path.must_try(node, self.me, initials);
        }
    }

    fn comes_after(&self, trace: &Clock, earlier: u32) -> bool {
        let earlier = &self.transitions[earlier as usize];
        trace.of(earlier.thread) >= earlier.number
    }

    /// The running transition, which comes after `trace`, could also come before `earlier`. Who can begin such an order?
    fn initials(&self, earlier: u32, running: Clock) -> Threads {
        let mut firsts: [Option<(u32, Clock)>; MAX_THREADS] = [None; MAX_THREADS];
        let now = (self.me, running.of(self.me));
        for it in &self.transitions[earlier as usize + 1..] {
            if (it.thread, it.number) != now && !self.comes_after(&it.trace, earlier) {
                firsts[it.thread].get_or_insert((it.number, it.trace));
            }
        }
        firsts[self.me].get_or_insert((running.of(self.me), running));
        let mut initials = 0;
        for (thread, first) in firsts.iter().enumerate() {
            let Some((_, trace)) = first else { continue };
            let begins = firsts.iter().enumerate().all(|(other, first)| {
                other == thread || first.is_none_or(|(number, _)| trace.of(other) < number)
            });
            initials |= Threads::from(begins) << thread;
        }
        initials
    }
}
