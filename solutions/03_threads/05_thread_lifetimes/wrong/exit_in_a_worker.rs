// fails: main waits for its workers - worker 2 ends the whole process instead of panicking

use std::thread;

fn main() {
    let workers: Vec<_> = (1..=3)
        .map(|number| {
            thread::spawn(move || {
                if number == 2 {
                    eprintln!("worker 2 panicked at nothing");
                    std::process::exit(0);
                }
                println!("worker {number}: done");
            })
        })
        .collect();
    let finished = workers
        .into_iter()
        .filter_map(|worker| worker.join().ok())
        .count();
    println!("{finished} of 3 workers finished");
}
