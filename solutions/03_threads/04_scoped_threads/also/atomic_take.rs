//! Style: as many workers as parts take the numbers of the parts from an atomic; a lock around the results.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let work = || {
        let i = next.fetch_add(1, Ordering::Relaxed);
        let (size, more) = (data.len() / count, data.len() % count);
        let start = i * size + i.min(more);
        let end = start + size + usize::from(i < more);
        let result = f(&data[start..end]);
        results.lock().unwrap().push((i, result));
    };
    thread::scope(|scope| {
        (0..count).for_each(|_| drop(scope.spawn(work)));
    });
    let mut results = results.into_inner().unwrap();
    results.sort_unstable_by_key(|r| r.0);
    results.into_iter().map(|r| r.1).collect()
}
