// fails: parts run at the same time - calls the function for one part after the other, without any thread

use std::num::NonZeroUsize;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
    bounds.windows(2).map(|pair| f(&data[pair[0]..pair[1]])).collect()
}
