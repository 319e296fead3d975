// fails: main waits for its workers - unwrap on join passes the panic on to main

use std::thread;

fn main() {
    let mut workers = Vec::new();
    for number in 1..=3 {
        workers.push(thread::spawn(move || {
            if number == 2 {
                panic!("worker 2 gives up");
            }
            println!("worker {number}: done");
        }));
    }
    let mut finished = 0;
    for worker in workers {
        worker.join().unwrap();
        finished += 1;
    }
    println!("{finished} of 3 workers finished");
}
