// fails: results in the order of the data - takes the results from a channel as they come

use std::num::NonZeroUsize;
use std::sync::mpsc;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
    let (sender, receiver) = mpsc::channel();
    let f = &f;
    thread::scope(|scope| {
        for pair in bounds.windows(2) {
            let part = &data[pair[0]..pair[1]];
            let sender = sender.clone();
            scope.spawn(move || sender.send(f(part)).unwrap());
        }
        drop(sender);
        receiver.iter().collect()
    })
}
