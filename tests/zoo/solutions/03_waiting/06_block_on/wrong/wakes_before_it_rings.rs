// fails: two threads - unparks the sleeper before the bell is set, so it looks, finds nothing and sleeps again
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
        self.sleeper.unpark(); // <- here
        self.rung.store(true, Ordering::Release); // <- here
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = Arc::new(Bell { rung: AtomicBool::new(false), sleeper: thread::current() });
    let waker = Arc::clone(&bell).into();
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        while !bell.rung.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}
