// fails: parts run at the same time - runs the first and the last part on the caller's thread

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
    let f = &f;
    let parts: Vec<&[T]> = bounds.windows(2).map(|pair| &data[pair[0]..pair[1]]).collect();
    thread::scope(|scope| {
        let threads: Vec<_> = parts.iter().skip(2).map(|part| scope.spawn(move || f(part))).collect();
        let mut results: Vec<R> = parts.iter().take(2).map(|part| f(part)).collect();
        results.extend(threads.into_iter().map(|thread| thread.join().unwrap()));
        results
    })
}
