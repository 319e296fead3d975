//! One thread writes pairs while others read them.

use kit::prelude::*;
use seqlock::SeqLock;
use std::sync::Arc;
use std::thread;

/// Reads a pair; both halves must come from the same write.
fn read_whole(pair: &SeqLock) {
    let (first, second) = pair.read();
    expect!(first == second, "read() returned ({first}, {second}), and every write wrote the same number twice.");
}

/// Starts a thread that reads.
fn reader(pair: &Arc<SeqLock>) -> thread::JoinHandle<()> {
    let pair = Arc::clone(pair);
    thread::spawn(move || read_whole(&pair))
}

kit::model! {
    /// A reader never sees half a write.
    fn two_threads() {
        let pair = Arc::new(SeqLock::new(1, 1));
        let other = reader(&pair);
        pair.write(2, 2);
        other.join().unwrap();
        expect_eq!(pair.read(), (2, 2), "read() at the end");
    }

    /// Two readers never see half a write.
    fn three_threads() {
        let pair = Arc::new(SeqLock::new(1, 1));
        let others = [reader(&pair), reader(&pair)];
        pair.write(2, 2);
        for other in others {
            other.join().unwrap();
        }
        expect_eq!(pair.read(), (2, 2), "read() at the end");
    }
}
