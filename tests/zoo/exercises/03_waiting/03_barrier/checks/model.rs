//! Threads write a number each, meet at the barrier, and read each other's numbers.

use barrier::Barrier;
use kit::prelude::*;
use std::sync::Arc;
use std::thread;

struct Meeting<const N: usize> {
    barrier: Barrier,
    numbers: [kit::Racy<usize>; N],
}

impl<const N: usize> Meeting<N> {
    fn new() -> Arc<Meeting<N>> {
        Arc::new(Meeting { barrier: Barrier::new(N), numbers: [const { kit::Racy::new(0) }; N] })
    }

    /// One thread's part: in each round it writes, waits, reads, and waits again. Gives how often it was the last.
    fn attend(&self, me: usize, rounds: usize) -> usize {
        let mut last = 0;
        for round in 1..=rounds {
            self.numbers[me].set(round);
            last += usize::from(self.barrier.wait());
            for number in &self.numbers {
                expect_eq!(number.get(), round, "the number of a thread that must have come to the barrier in round {round}");
            }
            if round < rounds {
                last += usize::from(self.barrier.wait());
            }
        }
        last
    }

    /// Starts another thread.
    fn start(self: &Arc<Self>, me: usize, rounds: usize) -> thread::JoinHandle<usize> {
        let meeting = Arc::clone(self);
        thread::spawn(move || meeting.attend(me, rounds))
    }
}

kit::model! {
    /// Nobody goes on before both are there, twice.
    fn two_threads() {
        let meeting = Meeting::<2>::new();
        let other = meeting.start(1, 2);
        let last = meeting.attend(0, 2) + other.join().unwrap();
        expect_eq!(last, 3, "how often wait() returned true in three meetings");
    }

    /// A barrier for one does not wait.
    fn alone() {
        let barrier = Barrier::new(1);
        expect!(barrier.wait() && barrier.wait(), "wait() at a barrier for one thread returned false.");
    }

    /// Nobody goes on before all three are there.
    fn three_threads() {
        let meeting = Meeting::<3>::new();
        let others = [meeting.start(1, 1), meeting.start(2, 1)];
        let mine = meeting.attend(0, 1);
        let last: usize = others.map(|other| other.join().unwrap()).iter().sum();
        expect_eq!(mine + last, 1, "how often wait() returned true in one meeting");
    }
}
