// fails: one panic stops one thread - hides the message of the panic

use std::thread;

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
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
    let finished = workers
        .into_iter()
        .filter_map(|worker| worker.join().ok())
        .count();
    println!("{finished} of 3 workers finished");
}
