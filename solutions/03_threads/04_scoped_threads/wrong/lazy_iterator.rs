// fails: parts run at the same time - without a collect in between each thread is joined before the next one is spawned

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
        let parts = bounds.windows(2).map(|pair| &data[pair[0]..pair[1]]);
        parts.map(|part| scope.spawn(|| f(part))).map(|thread| thread.join().unwrap()).collect()
    })
}
