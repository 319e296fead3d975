// fails: worker 2 panics in its thread - worker 2 just returns, nobody panics

use std::thread;

fn main() {
    let workers: Vec<_> = (1..=3)
        .map(|number| {
            thread::spawn(move || {
                if number != 2 {
                    println!("worker {number}: done");
                }
                number != 2
            })
        })
        .collect();
    let finished = workers
        .into_iter()
        .map(|worker| worker.join().unwrap())
        .filter(|done| *done)
        .count();
    println!("{finished} of 3 workers finished");
}
