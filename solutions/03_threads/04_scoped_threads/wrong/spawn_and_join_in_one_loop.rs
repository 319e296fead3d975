// fails: parts run at the same time - joins each thread before the next one is started

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
    thread::scope(|scope| {
        let mut results = Vec::new();
        for pair in bounds.windows(2) {
            let part = &data[pair[0]..pair[1]];
            results.push(scope.spawn(|| f(part)).join().unwrap());
        }
        results
    })
}
