// fails: compiles - lets the threads change a variable of main

use std::thread;

fn main() {
    let mut finished = 0;
    let mut workers = Vec::new();
    for number in 1..=3 {
        workers.push(thread::spawn(|| {
            if number == 2 {
                panic!("worker 2 gives up");
            }
            println!("worker {number}: done");
            finished += 1;
        }));
    }
    for worker in workers {
        let _ = worker.join();
    }
    println!("{finished} of 3 workers finished");
}
