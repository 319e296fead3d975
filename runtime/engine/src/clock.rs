//! Vector clocks, and what a thread knows of the memory.

/// An execution has at most so many threads, ended ones too.
pub const MAX_THREADS: usize = 8;

/// For each thread, how many of its moments are past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock([u32; MAX_THREADS]);

impl Clock {
    /// How many moments of `thread` are past.
    pub fn of(&self, thread: usize) -> u32 {
        self.0[thread]
    }

    /// One more moment of `thread` is past.
    pub fn tick(&mut self, thread: usize) {
        self.0[thread] += 1;
    }

    /// All that is past in `other` is past here too.
    pub fn join(&mut self, other: &Clock) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine = theirs.max(*mine);
        }
    }
}

/// For each atomic, by its object's number, the oldest of its values that may still be read (coherence).
#[derive(Clone, Debug, Default)]
pub struct View(Vec<u32>);

impl View {
    /// The index of the oldest value that may still be read.
    pub fn of(&self, object: u32) -> u32 {
        self.0.get(object as usize).copied().unwrap_or(0)
    }

    /// Values before this one cannot be read any more.
    pub fn raise(&mut self, object: u32, index: u32) {
        let object = object as usize;
        if index > 0 && self.0.len() <= object {
            self.0.resize(object + 1, 0);
        }
        if let Some(oldest) = self.0.get_mut(object) {
            *oldest = index.max(*oldest);
        }
    }

    /// What cannot be read there cannot be read here either.
    pub fn join(&mut self, other: &View) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = (*theirs).max(*mine);
        }
    }

    /// Joining `other` would change nothing.
    pub fn covers(&self, other: &View) -> bool {
        (0_u32..)
            .zip(&other.0)
            .all(|(object, index)| self.of(object) >= *index)
    }
}

/// What happened before a moment: which moments of other threads, and which values are out of date because of them.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// The moments that happened before, for finding data races.
    pub clock: Clock,
    /// The values that may still be read.
    pub view: View,
}

impl Knowledge {
    /// What is known there is known here too.
    pub fn join(&mut self, other: &Knowledge) {
        self.clock.join(&other.clock);
        self.view.join(&other.view);
    }

    /// Joining `other` would change nothing.
    pub fn covers(&self, other: &Knowledge) -> bool {
        let mut clock = self.clock;
        clock.join(&other.clock);
        clock == self.clock && self.view.covers(&other.view)
    }
}
