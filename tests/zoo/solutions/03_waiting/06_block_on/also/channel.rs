// Style: a wake-up is a message in a channel with room for one.
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::task::{Context, Poll, Wake, Waker};

struct Bell(SyncSender<()>);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // If the message before this one has not been read, it will do for both.
        let _ = self.0.try_send(());
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let (ring, rung) = sync_channel(1);
    let waker = Waker::from(Arc::new(Bell(ring)));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        rung.recv().unwrap();
    }
}
