// fails: results in the order of the data - pushes the results as the threads finish

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
    let results = Mutex::new(Vec::new());
    let (f, lock) = (&f, &results);
    thread::scope(|scope| {
        for pair in bounds.windows(2) {
            let part = &data[pair[0]..pair[1]];
            scope.spawn(move || {
                let result = f(part);
                lock.lock().unwrap().push(result);
            });
        }
    });
    results.into_inner().unwrap()
}
