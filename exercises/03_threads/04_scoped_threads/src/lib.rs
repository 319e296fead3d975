//! Works on the parts of a slice at the same time.

use std::num::NonZeroUsize;
use std::thread;

/// Cuts `data` into `parts` parts (fewer if there are not so many elements) whose lengths differ by one at most, calls
/// `f` for all of them at the same time, and returns the results in the order of the data.
pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let length = data.len() / parts;
    let f = &f;
    let mut threads = Vec::new();
    for part in data.chunks(length) {
        threads.push(thread::spawn(move || f(part)));
    }
    threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect()
}
