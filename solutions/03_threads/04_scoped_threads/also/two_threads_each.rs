//! Style: more threads than needed, one that watches over each part; explicit `thread::scope` imports.

use std::num::NonZeroUsize;
use std::thread::scope;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let mut all: Vec<&[T]> = vec![];
    let (count, mut start) = (parts.get().min(data.len()), 0);
    for number in 0..count {
        let end = start + data.len() / count + if number < data.len() % count { 1 } else { 0 };
        all.push(&data[start..end]);
        start = end;
    }
    let f: &(dyn Fn(&[T]) -> R + Sync) = &f;
    scope(|outer| {
        let watchers: Vec<_> = all
            .iter()
            .map(|part| outer.spawn(move || scope(|inner| inner.spawn(|| f(part)).join()).unwrap()))
            .collect();
        watchers.into_iter().flat_map(|watcher| watcher.join()).collect()
    })
}
