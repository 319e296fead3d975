// fails: two threads - every thread is told that it was the last
use std::sync::{Condvar, Mutex};

pub struct Barrier {
    threads: usize,
    state: Mutex<(usize, usize)>,
    complete: Condvar,
}

impl Barrier {
    pub const fn new(threads: usize) -> Barrier {
        Barrier { threads, state: Mutex::new((0, 0)), complete: Condvar::new() }
    }

    pub fn wait(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        let round = state.1;
        state.0 += 1;
        if state.0 == self.threads {
            *state = (0, round + 1);
            self.complete.notify_all(); // <- here
        }
        while state.1 == round {
            state = self.complete.wait(state).unwrap(); // <- here
        }
        true
    }
}
