//! Works on the parts of a slice at the same time.

use std::num::NonZeroUsize;
use std::panic;
use std::thread::{self, ScopedJoinHandle};

/// Cuts `data` into `parts` parts (fewer if there are not so many elements) whose lengths differ by one at most, calls
/// `f` for all of them at the same time, and returns the results in the order of the data.
pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let f = &f;
    thread::scope(|scope| {
        let mut threads: Vec<ScopedJoinHandle<'_, R>> = Vec::with_capacity(count);
        let mut rest = data;
        // With k parts to go, the next one takes its share of what is left: the shares differ by one at most.
        for to_go in (1..=count).rev() {
            let (part, others) = rest.split_at(rest.len() / to_go);
            rest = others;
            threads.push(scope.spawn(move || f(part)));
        }
        threads
            .into_iter()
            // A panic of `f` goes on in the caller, as it would without threads.
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|payload| panic::resume_unwind(payload))
            })
            .collect()
    })
}
