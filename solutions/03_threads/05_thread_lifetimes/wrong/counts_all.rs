// fails: main waits for its workers - counts the worker that panicked as finished

use std::thread;

fn main() {
    let workers: Vec<_> = (1..=3)
        .map(|number| {
            thread::spawn(move || {
                if number == 2 {
                    panic!("worker 2 gives up");
                }
                println!("worker {number}: done");
            })
        })
        .collect();
    let finished = workers.into_iter().map(|worker| worker.join()).count();
    println!("{finished} of 3 workers finished");
}
