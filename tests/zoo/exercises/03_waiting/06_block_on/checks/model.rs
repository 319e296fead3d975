//! A future that other threads complete: each brings a part, and rings the waker that was left.

use block_on::block_on;
use kit::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

#[derive(Default)]
struct State {
    parts: u32,
    waker: Option<Waker>,
    polls: u32,
    wakes: u32,
}

/// Ready once `needed` parts are there.
struct Parts {
    needed: u32,
    state: Arc<Mutex<State>>,
}

impl Future for Parts {
    type Output = u32;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let mut state = self.state.lock().unwrap();
        state.polls += 1;
        let (polls, wakes) = (state.polls, state.wakes);
        expect!(polls <= wakes + 1, "the future was polled {polls} times after {wakes} wake-ups: block_on must sleep until it is woken.");
        if state.parts == self.needed {
            return Poll::Ready(state.parts);
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

/// Starts a thread that brings a part and rings.
fn bringer(state: &Arc<Mutex<State>>) -> thread::JoinHandle<()> {
    let state = Arc::clone(state);
    thread::spawn(move || {
        let mut locked = state.lock().unwrap();
        locked.parts += 1;
        locked.wakes += 1;
        let waker = locked.waker.take();
        drop(locked);
        if let Some(waker) = waker {
            waker.wake();
        }
    })
}

kit::model! {
    /// A future that is ready at once is not waited for.
    fn ready_at_once() {
        expect_eq!(block_on(async { 7 }), 7, "block_on(async {{ 7 }})");
    }

    /// Another thread rings, at whatever moment: the wake-up is not lost.
    fn two_threads() {
        let state = Arc::default();
        let other = bringer(&state);
        expect_eq!(block_on(Parts { needed: 1, state }), 1, "what block_on returned");
        other.join().unwrap();
    }

    /// Two threads ring, at whatever moments.
    fn three_threads() {
        let state = Arc::default();
        let others = [bringer(&state), bringer(&state)];
        expect_eq!(block_on(Parts { needed: 2, state }), 2, "what block_on returned");
        for other in others {
            other.join().unwrap();
        }
    }
}
