// fails: two threads - a wake-up that comes during the poll is forgotten after it
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
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        bell.rung.store(false, Ordering::Relaxed); // <- here
        while !bell.rung.load(Ordering::Acquire) {
            thread::park(); // <- here
        }
    }
}
