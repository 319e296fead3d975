// fails: worker 2 panics in its thread - main prints the workers' lines, the threads do nothing
use std::thread;

fn main() {
    let workers: Vec<_> = (1..=3)
        .map(|number| {
            thread::spawn(move || {
                if number == 2 {
                    panic!("worker 2 gives up");
                }
                number
            })
        })
        .collect();
    let mut finished = 0;
    for worker in workers {
        if let Ok(number) = worker.join() {
            println!("worker {number}: done");
            finished += 1;
        }
    }
    println!("{finished} of 3 workers finished");
}
