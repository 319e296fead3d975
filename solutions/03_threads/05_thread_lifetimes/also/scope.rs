//! Style: scoped threads, joined inside the scope, and an explicit exit at the very end.

use std::process;
use std::thread;

fn main() {
    let finished = thread::scope(|scope| {
        let workers: Vec<_> = (1..=3)
            .map(|k| {
                scope.spawn(move || {
                    assert_ne!(k, 2, "worker 2 has had enough");
                    println!("worker {k}: done");
                })
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join())
            .filter(|result| result.is_ok())
            .count()
    });
    println!("{finished} of 3 workers finished");
    process::exit(0);
}
