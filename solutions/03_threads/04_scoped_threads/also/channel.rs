//! Style: results come over a channel with their numbers and are sorted; the parts are cut off from the end.

use std::num::NonZeroUsize;
use std::sync::mpsc;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let mut rest = data;
        let mut to_go = parts.get().min(data.len());
        let f = &f;
        while to_go > 0 {
            let (others, part) = rest.split_at(rest.len() - rest.len().div_ceil(to_go));
            let sender = sender.clone();
            let number = to_go;
            scope.spawn(move || sender.send((number, f(part))).expect("the receiver is still there"));
            rest = others;
            to_go -= 1;
        }
    });
    drop(sender);
    let mut results: Vec<(usize, R)> = receiver.into_iter().collect();
    results.sort_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}
