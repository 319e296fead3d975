use std::thread;

fn main() {
    let w1 = thread::spawn(|| println!("worker 1: done"));
    let w2 = thread::spawn(|| panic!("worker 2: I can't"));
    let w3 = thread::spawn(|| println!("worker 3: done"));

    let mut ok = 0;
    if w1.join().is_ok() {
        ok += 1;
    }
    let r2: Result<(), _> = w2.join();
    if r2.is_ok() {
        ok += 1;
    }
    if w3.join().is_ok() {
        ok += 1;
    }
    println!("{} of 3 workers finished", ok);
}
