// fails: main waits for its workers - sleeps for a second instead of joining

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
    thread::sleep(std::time::Duration::from_secs(1));
    println!("2 of 3 workers finished");
}
