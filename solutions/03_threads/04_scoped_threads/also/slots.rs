//! Style: each thread writes into its own slot of the results; nobody is joined by hand.

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let mut slots: Vec<Option<R>> = std::iter::repeat_with(|| None).take(count).collect();
    let bound = |i: usize| (i as u128 * data.len() as u128 / count as u128) as usize;
    thread::scope(|scope| {
        for (i, slot) in slots.iter_mut().enumerate() {
            let (bound, f) = (&bound, &f);
            scope.spawn(move || *slot = Some(f(&data[bound(i)..bound(i + 1)])));
        }
    });
    slots.into_iter().flatten().collect()
}
