// fails: two threads - the bell is set without the lock, between the look and the wait
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Bell {
    rung: AtomicBool,
    lock: Mutex<()>,
    changed: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, SeqCst); // <- here
        self.changed.notify_one(); // <- here
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = Box::pin(future);
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(bell.clone());
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => {
                let guard = bell.lock.lock().unwrap();
                drop(bell.changed.wait_while(guard, |_| !bell.rung.swap(false, SeqCst)).unwrap()); // <- here
            }
        }
    }
}
