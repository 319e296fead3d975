//! Style: splits recursively; each level runs one half in a scoped thread and the other itself.

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    fn go<T: Sync, R: Send>(data: &[T], count: usize, f: &(impl Fn(&[T]) -> R + Sync)) -> Vec<R> {
        match count {
            0 => vec![],
            1 => vec![f(data)],
            _ => {
                let left = count / 2;
                let size = data.len() / count * left + left.min(data.len() % count);
                let (first, second) = data.split_at(size);
                thread::scope(|scope| {
                    let second = scope.spawn(move || go(second, count - left, f));
                    let mut results = go(first, left, f);
                    results.extend(second.join().unwrap());
                    results
                })
            }
        }
    }
    go(data, parts.get().min(data.len()), &f)
}
