//! Three workers, one of which does not survive.

use std::thread;

/// Does the work of worker `number`.
fn work(number: u32) {
    if number == 2 {
        panic!("oh no");
    }
    println!("worker {number}: done");
}

fn main() {
    let mut finished = 0;
    for number in 1..=3 {
        let worker = thread::spawn(move || work(number));
        worker.join().unwrap();
        finished += 1;
    }
    println!("{finished} of 3 workers finished");
}
