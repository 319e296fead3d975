//! What the steps of one grading are made of.

use super::{Exercise, Replay, Tools};
use std::path::Path;

/// What the steps of one grading are made of.
#[derive(Clone, Copy, Debug)]
pub struct Bench<'a> {
    /// The exercise being graded.
    pub exercise: &'a Exercise,
    /// The compilers and the store.
    pub tools: &'a Tools,
    /// The folder that holds the submitted files and nothing else.
    pub submission: &'a Path,
    /// The same files once more, for the look-alike std.
    pub model_submission: &'a Path,
    /// The folder that holds the checks' files; student code is never compiled in sight of it.
    pub checks: &'a Path,
    /// The folder for what is compiled.
    pub products: &'a Path,
    /// Run only this schedule of a model.
    pub replay: Option<&'a Replay>,
    /// Seed of everything drawn by chance.
    pub seed: u64,
}
