// fails: borrows whatever can be shared - asks for R: Default to have something in the slots

use std::num::NonZeroUsize;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send + Default,
{
    let count = parts.get().min(data.len());
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
    let mut slots: Vec<R> = std::iter::repeat_with(R::default).take(count).collect();
    let f = &f;
    thread::scope(|scope| {
        for (pair, slot) in bounds.windows(2).zip(&mut slots) {
            let part = &data[pair[0]..pair[1]];
            scope.spawn(move || *slot = f(part));
        }
    });
    slots
}
