// fails: many parts, or none - never has more than four threads

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
    let mut results = Vec::new();
    let parts: Vec<&[T]> = bounds.windows(2).map(|pair| &data[pair[0]..pair[1]]).collect();
    for some in parts.chunks(4) {
        thread::scope(|scope| {
            let threads: Vec<_> = some.iter().map(|part| scope.spawn(|| f(part))).collect();
            results.extend(threads.into_iter().map(|thread| thread.join().unwrap()));
        });
    }
    results
}
