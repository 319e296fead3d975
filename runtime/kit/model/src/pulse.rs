//! Signs of life, which tell a large model from one execution that never ends.

use kit_wire::{sealed::FromSealed, write_frame};
use std::{
    fs::File,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How often the grader is told that the search goes on.
const EVERY: Duration = Duration::from_millis(250);

/// Tells the grader, at the beginning of an execution, that the one before has ended.
pub struct Pulse(Mutex<(File, Instant)>);

impl Pulse {
    /// A pulse on the private pipe.
    pub fn new(to_grader: &File) -> std::io::Result<Pulse> {
        Ok(Pulse(Mutex::new((to_grader.try_clone()?, Instant::now()))))
    }

    /// To be called at the beginning of each execution. The wall clock decides only how often the grader is told.
    pub fn beat(&self) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.1.elapsed() >= EVERY {
            inner.1 = Instant::now();
            // If the grader is gone there is nobody to tell.
            let _ = write_frame(&mut inner.0, &FromSealed::Working);
        }
    }
}
