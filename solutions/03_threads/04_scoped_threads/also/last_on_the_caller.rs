//! Style: the last part runs on the caller's thread; the longer parts come first; bounds on the generic, not impl.

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T: Sync, R: Send, F: Sync + Fn(&[T]) -> R>(data: &[T], parts: NonZeroUsize, f: F) -> Vec<R> {
    if data.is_empty() {
        return Vec::new();
    }
    let count = usize::min(parts.get(), data.len());
    let (short, longer) = (data.len() / count, data.len() % count);
    let (long_parts, short_parts) = data.split_at(longer * (short + 1));
    let mut all: Vec<&[T]> = long_parts.chunks(short + 1).chain(short_parts.chunks(short)).collect();
    let last = all.pop().expect("there is at least one part");
    thread::scope(|scope| {
        let threads: Vec<_> = all.into_iter().map(|part| scope.spawn(|| f(part))).collect();
        let last = f(last);
        let mut results: Vec<R> = threads.into_iter().map(|t| t.join().expect("f does not panic")).collect();
        results.push(last);
        results
    })
}
