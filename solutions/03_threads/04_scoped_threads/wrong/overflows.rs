// fails: many parts, or none - adds before it divides, which overflows for NonZeroUsize::MAX

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let size = (data.len() + parts.get() - 1) / parts.get();
    let count = if size == 0 { 0 } else { parts.get().min(data.len()) };
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
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
