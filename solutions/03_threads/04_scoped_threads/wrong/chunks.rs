// fails: parts are even and whole - chunks of the rounded-up length: there may be fewer of them than asked for

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    if data.is_empty() {
        return Vec::new();
    }
    let chunks = data.chunks(data.len().div_ceil(parts.get()));
    thread::scope(|scope| {
        let threads: Vec<_> = chunks.map(|part| scope.spawn(|| f(part))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}
