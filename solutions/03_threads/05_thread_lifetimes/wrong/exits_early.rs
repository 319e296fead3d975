// fails: main waits for its workers - process::exit before the workers are joined

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
    println!("2 of 3 workers finished");
    if !workers.is_empty() {
        std::process::exit(0);
    }
    for worker in workers {
        let _ = worker.join();
    }
}
