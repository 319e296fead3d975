// fails: worker 2 panics in its thread - runs the workers on the main thread, one after the other

use std::panic;

fn work(number: u32) {
    if number == 2 {
        panic!("worker 2 gives up");
    }
    println!("worker {number}: done");
}

fn main() {
    let finished = (1..=3)
        .filter(|number| panic::catch_unwind(|| work(*number)).is_ok())
        .count();
    println!("{finished} of 3 workers finished");
}
