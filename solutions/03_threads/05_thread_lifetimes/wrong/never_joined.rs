// fails: main waits for its workers - nobody joins the workers

use std::thread;

fn main() {
    for number in 1..=3 {
        thread::spawn(move || {
            if number == 2 {
                panic!("worker 2 gives up");
            }
            println!("worker {number}: done");
        });
    }
    println!("2 of 3 workers finished");
}
