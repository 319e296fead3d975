//! Readers and writers of two numbers that only the student's lock protects.

use kit::prelude::*;
use rw_lock::RwLock;
use std::sync::Arc;
use std::thread;

struct Guarded {
    lock: RwLock,
    pair: [kit::Racy<usize>; 2],
}

impl Guarded {
    fn new() -> Arc<Guarded> {
        Arc::new(Guarded { lock: RwLock::new(), pair: [kit::Racy::new(0), kit::Racy::new(0)] })
    }

    /// Adds 1 to both numbers under the write lock.
    fn add(&self) {
        self.lock.write();
        self.pair.iter().for_each(|number| number.add(1));
        self.lock.end_write();
    }

    /// Reads both numbers under the read lock.
    fn look(&self) -> usize {
        self.lock.read();
        let (first, second) = (self.pair[0].get(), self.pair[1].get());
        self.lock.end_read();
        expect!(first == second, "a reader saw {first} and {second}: a writer was in the middle of its work.");
        first
    }
}

/// Starts a thread.
fn start<R: Send + 'static>(guarded: &Arc<Guarded>, work: fn(&Guarded) -> R) -> thread::JoinHandle<R> {
    let guarded = Arc::clone(guarded);
    thread::spawn(move || work(&guarded))
}

kit::model! {
    /// A reader never meets a writer.
    fn two_threads() {
        let guarded = Guarded::new();
        let reader = start(&guarded, Guarded::look);
        guarded.add();
        expect_eq!(guarded.look(), 1, "what a reader sees after one thread added 1");
        reader.join().unwrap();
    }

    /// Two readers can have the lock at the same time.
    fn readers_share() {
        let guarded = Guarded::new();
        guarded.lock.read();
        start(&guarded, Guarded::look).join().unwrap();
        guarded.lock.end_read();
        guarded.add();
    }

    /// Two readers and a writer.
    fn three_threads() {
        let guarded = Guarded::new();
        let readers = [start(&guarded, Guarded::look), start(&guarded, Guarded::look)];
        guarded.add();
        for reader in readers {
            reader.join().unwrap();
        }
    }

    /// Two writers and a reader.
    fn two_writers() {
        let guarded = Guarded::new();
        let writers = [start(&guarded, Guarded::add), start(&guarded, Guarded::add)];
        guarded.look();
        for writer in writers {
            writer.join().unwrap();
        }
        expect_eq!(guarded.look(), 2, "what a reader sees after two threads added 1 each");
    }
}
