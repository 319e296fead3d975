// fails: many parts, or none - falls back to one thread for more than 16 parts

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
    if count > 16 {
        return bounds.windows(2).map(|pair| f(&data[pair[0]..pair[1]])).collect();
    }
    let f = &f;
    thread::scope(|scope| {
        let mut threads = Vec::new();
        for pair in bounds.windows(2) {
            let part = &data[pair[0]..pair[1]];
            threads.push(scope.spawn(move || f(part)));
        }
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}
