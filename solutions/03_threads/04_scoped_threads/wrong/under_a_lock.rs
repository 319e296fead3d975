// fails: parts run at the same time - each thread calls the function while it holds the lock of the results

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread;

pub fn map_in_parts<T, R>(data: &[T], parts: NonZeroUsize, f: impl Fn(&[T]) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let count = parts.get().min(data.len());
    let bounds: Vec<usize> = (0..=count).map(|i| if count == 0 { 0 } else { i * (data.len() / count) + i.min(data.len() % count) }).collect();
    let mut slots: Vec<Option<R>> = Vec::new();
    slots.resize_with(count, || None);
    let slots = Mutex::new(slots);
    let (f, lock) = (&f, &slots);
    thread::scope(|scope| {
        for (number, pair) in bounds.windows(2).enumerate() {
            let part = &data[pair[0]..pair[1]];
            scope.spawn(move || {
                let mut slots = lock.lock().unwrap();
                slots[number] = Some(f(part));
            });
        }
    });
    slots.into_inner().unwrap().into_iter().flatten().collect()
}
