// fails: one panic stops one thread - tells the shell that the program failed

use std::process::ExitCode;
use std::thread;

fn main() -> ExitCode {
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
    if finished < 3 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
