//! How a report is drawn, and how it was made.

use crate::model::{Isolation, Limits};

/// How a report is drawn, and what is special about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Plain ASCII: no bars of block characters.
    pub ascii: bool,
    /// One schedule was run again: it is told step by step, and what was not run is left out.
    pub is_replay: bool,
    /// Other people's code ran without any walls.
    pub is_unprotected: bool,
}

/// What the report says about how it was made.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The course's title.
    pub course: &'a str,
    /// `rustc --version`.
    pub toolchain: &'a str,
    /// The limits that hold where a check names no others.
    pub limits: Limits,
    /// Seed of everything drawn by chance.
    pub seed: u64,
    /// What kept submitted code from the machine.
    pub isolation: Isolation,
}
