use std::sync::{Condvar, Mutex};

struct State {
    here: usize,
    round: usize,
}

pub struct Barrier {
    threads: usize,
    state: Mutex<State>,
    complete: Condvar,
}

impl Barrier {
    pub const fn new(threads: usize) -> Barrier {
        Barrier { threads, state: Mutex::new(State { here: 0, round: 0 }), complete: Condvar::new() }
    }

    pub fn wait(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        let round = state.round;
        state.here += 1;
        if state.here == self.threads {
            state.here = 0;
            state.round += 1;
            self.complete.notify_all();
            return true;
        }
        while state.round == round {
            state = self.complete.wait(state).unwrap();
        }
        false
    }
}
