// fails: joined, and in order - leaves out the jobs that panicked

use std::thread;

pub fn run_all<T, F>(jobs: Vec<F>) -> Vec<Result<T, String>>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let threads: Vec<_> = jobs.into_iter().map(thread::spawn).collect();
    threads.into_iter().filter_map(|thread| thread.join().ok()).map(Ok).collect()
}
