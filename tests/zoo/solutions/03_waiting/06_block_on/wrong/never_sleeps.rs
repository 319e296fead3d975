// fails: two threads - polls again and again instead of sleeping until it is woken
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake};
use std::thread::{self, Thread};

struct Bell {
    rung: AtomicBool,
    sleeper: Thread,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        self.sleeper.unpark();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = Arc::new(Bell { rung: AtomicBool::new(false), sleeper: thread::current() });
    let waker = Arc::clone(&bell).into();
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) { // <- here
            return output;
        }
        thread::yield_now(); // <- here
    }
}
