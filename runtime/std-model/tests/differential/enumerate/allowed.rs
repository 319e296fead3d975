//! What a program may do, and what speaks against showing it.

use super::order::Gaps;
use crate::program::Outcome;
use std::collections::BTreeMap;

/// How an execution can end badly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bad {
    /// Two accesses to a cell, one a write, and nothing orders them.
    Race,
    /// Nobody goes on, and nobody waits for an atomic.
    Deadlock,
    /// Nobody goes on, and somebody waits for an atomic.
    Livelock,
}

/// What all graphs that lead to one thing have against them.
#[derive(Clone, Debug, Default)]
pub struct Ways(Vec<Gaps>);

impl Ways {
    /// One way more.
    pub fn add(&mut self, gaps: Gaps) {
        if !self.0.contains(&gaps) {
            self.0.push(gaps);
        }
    }

    /// Whether there is a way that has none of these gaps.
    pub fn without(&self, gaps: Gaps) -> bool {
        self.0.iter().any(|way| way & gaps == 0)
    }
}

/// What a program may do.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// The outcomes of executions that end well.
    pub outcomes: BTreeMap<Outcome, Ways>,
    /// The ways to end badly.
    pub bad: BTreeMap<Bad, Ways>,
}
