// fails: worker 2 panics in its thread - worker 4 panics as well
use std::thread;

fn main() {
    let work = |number| {
        move || {
            assert!(number % 2 == 1, "worker {number} gives up");
            println!("worker {number}: done");
        }
    };
    let workers: Vec<_> = (1..=4).map(|number| thread::spawn(work(number))).collect();
    let finished = workers.into_iter().map(thread::JoinHandle::join).filter(Result::is_ok).count();
    println!("{finished} of 3 workers finished");
}
