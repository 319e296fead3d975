//! Style: workers report through a channel; main returns an ExitCode and builds named threads.

use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

fn main() -> ExitCode {
    let (tx, rx) = mpsc::channel();
    let mut handles = Vec::new();
    for k in 1..=3u32 {
        let tx = tx.clone();
        let thread = thread::Builder::new().name(format!("worker {k}"));
        let handle = thread.spawn(move || {
            if k == 2 {
                panic!("no luck today");
            }
            println!("worker {k}: done");
            tx.send(k).unwrap();
        });
        handles.push(handle.expect("a thread can be started"));
    }
    drop(tx);
    let finished = rx.iter().count();
    for handle in handles {
        let _ = handle.join();
    }
    println!("{finished} of 3 workers finished");
    ExitCode::SUCCESS
}
