//! `sync_channel`, and the errors and traits of all channels.

#[macro_use]
mod common;

use std::sync::mpsc::*;
use std::thread;
use std::time::Duration;

const SHORT: Duration = Duration::from_millis(1);

/// `sync_channel`: holds `bound` messages without a receiver waiting (the documentation's example).
pub fn sync_channel_buffers() -> String {
    let (sender, receiver) = sync_channel(1);
    sender.send(1).unwrap();
    let handle = thread::spawn(move || sender.send(2).unwrap());
    let got = (receiver.recv(), receiver.recv());
    handle.join().unwrap();
    format!("{got:?}")
}

/// `sync_channel`: keeps the order, whatever the bound.
pub fn sync_channel_order() -> String {
    let mut all = String::new();
    for bound in 0..3 {
        let (sender, receiver) = sync_channel(bound);
        let handle = thread::spawn(move || (0..3).for_each(|i| sender.send(i).unwrap()));
        all += &format!("{:?} ", receiver.iter().collect::<Vec<i32>>());
        handle.join().unwrap();
    }
    all
}

/// `SyncSender::try_send`: Full when it is (the documentation's example), and Disconnected when the receiver is gone.
pub fn try_send() -> String {
    let (sender, receiver) = sync_channel(1);
    let first = sender.try_send(1);
    let second = sender.try_send(2);
    let got = receiver.recv();
    let third = sender.try_send(3);
    drop(receiver);
    format!(
        "{first:?} {second:?} {got:?} {third:?} {:?}",
        sender.try_send(4)
    )
}

/// `SyncSender::try_send`: with capacity 0 fails while nobody waits.
pub fn try_send_to_nobody() -> String {
    let (sender, receiver) = sync_channel(0);
    let answer = sender.try_send(1);
    drop(receiver);
    format!("{answer:?} {:?}", sender.try_send(2))
}

/// `SyncSender::try_send`: with capacity 0 succeeds once a receiver waits.
pub fn try_send_to_a_waiting_receiver() -> String {
    let (sender, receiver) = sync_channel(0);
    let handle = thread::spawn(move || receiver.recv());
    while sender.try_send(5).is_err() {
        thread::yield_now();
    }
    format!("{:?}", handle.join().unwrap())
}

/// `SyncSender::send`: with capacity 0 returns only when the message was taken (a rendezvous).
pub fn rendezvous() -> String {
    use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
    let ((sender, receiver), before) = (sync_channel(0), AtomicBool::new(false));
    thread::scope(|scope| {
        let before = &before;
        let handle = scope.spawn(move || {
            before.store(true, Relaxed);
            receiver.recv()
        });
        sender.send(1).unwrap();
        // What the receiver did before it received happened before the send returned.
        format!("{} {:?}", before.load(Relaxed), handle.join().unwrap())
    })
}

/// `SyncSender::send`: waits for room, so at most `bound` messages are under way.
pub fn bound_holds() -> String {
    use std::sync::atomic::{AtomicI32, Ordering::SeqCst};
    let ((sender, receiver), under_way) = (sync_channel(1), AtomicI32::new(0));
    thread::scope(|scope| {
        let under_way = &under_way;
        scope.spawn(move || {
            for i in 0..3 {
                sender.send(i).unwrap();
                // One in the buffer, and one that was taken but is not counted yet.
                assert!(under_way.fetch_add(1, SeqCst) < 2);
            }
        });
        let mut got = Vec::new();
        for value in receiver {
            got.push(value);
            under_way.fetch_sub(1, SeqCst);
        }
        format!("{got:?}")
    })
}

/// `SyncSender::send`: gives the message back if the receiver goes while it waits.
pub fn sync_send_disconnected() -> String {
    let mut all = String::new();
    for bound in [0, 1] {
        let (sender, receiver) = sync_channel(bound);
        (0..bound).for_each(|_| sender.send(0).unwrap());
        let handle = thread::spawn(move || sender.send(9));
        drop(receiver);
        all += &format!("{:?} ", handle.join().unwrap().map_err(|error| error.0));
    }
    all
}

/// `SyncSender`: the last one that goes disconnects, with the messages left to be received.
pub fn sync_disconnect() -> String {
    let (sender, receiver) = sync_channel(2);
    let other = sender.clone();
    sender.send(1).unwrap();
    other.send(2).unwrap();
    drop((sender, other));
    format!(
        "{:?} {:?} {:?}",
        receiver.recv(),
        receiver.recv(),
        receiver.recv()
    )
}

/// `Receiver::recv_timeout`: of a synchronous channel.
pub fn sync_recv_timeout() -> String {
    let (sender, receiver) = sync_channel(0);
    let nothing = receiver.recv_timeout(SHORT);
    let handle = thread::spawn(move || sender.send(3).is_ok());
    let got = loop {
        match receiver.recv_timeout(SHORT) {
            Err(RecvTimeoutError::Timeout) => {}
            answer => break answer,
        }
    };
    format!("{nothing:?} {got:?} {}", handle.join().unwrap())
}

/// `SendError: Display`, `TrySendError: Display`, `RecvError: Display`, `TryRecvError: Display`,
/// `RecvTimeoutError: Display`: their texts.
pub fn texts_of_errors() -> String {
    let all: [&dyn std::error::Error; 8] = [
        &SendError(1),
        &TrySendError::Full(1),
        &TrySendError::Disconnected(1),
        &RecvError,
        &TryRecvError::Empty,
        &TryRecvError::Disconnected,
        &RecvTimeoutError::Timeout,
        &RecvTimeoutError::Disconnected,
    ];
    all.map(|error| format!("{error} / {error:?}")).join("\n")
}

/// `SendError: Debug`, `TrySendError: Debug`: of any type, shown or not.
pub fn errors_of_any_type() -> String {
    struct Plain;
    let (sender, receiver) = channel();
    drop(receiver);
    let error = sender.send(Plain).unwrap_err();
    let plain = format!("{error:?} {:?}", TrySendError::Full(Plain));
    format!("{plain} {:?}", TrySendError::from(error))
}

/// `TrySendError::from`, `TryRecvError::from`, `RecvTimeoutError::from`: from the plain errors.
pub fn error_conversions() -> String {
    let (a, b, c) = (
        TrySendError::from(SendError(1)),
        TryRecvError::from(RecvError),
        RecvTimeoutError::from(RecvError),
    );
    format!("{a:?} {b:?} {c:?} {}", a == TrySendError::Disconnected(1))
}

/// `SendError`, `TrySendError`, `RecvError`, `TryRecvError`, `RecvTimeoutError`: their traits.
pub fn traits_of_errors() -> String {
    traits!(
        SendError<i32>,
        SendError<String>,
        TrySendError<i32>,
        RecvError,
        TryRecvError,
        RecvTimeoutError
    )
}

/// `Sender`, `SyncSender`, `Receiver`: their traits, for messages that are Send or not.
pub fn traits_of_ends() -> String {
    use std::cell::Cell;
    use std::rc::Rc;
    traits!(
        Sender<i32>,
        Sender<Cell<i32>>,
        Sender<Rc<i32>>,
        SyncSender<i32>,
        SyncSender<Cell<i32>>,
        SyncSender<Rc<i32>>,
        Receiver<i32>,
        Receiver<Cell<i32>>,
        Receiver<Rc<i32>>,
    )
}

/// `Iter`, `TryIter`, `IntoIter`: their traits.
pub fn traits_of_iterators() -> String {
    traits!(
        Iter<'static, i32>,
        TryIter<'static, i32>,
        IntoIter<i32>,
        IntoIter<std::rc::Rc<i32>>
    )
}

/// `Sender: Debug`, `SyncSender: Debug`, `Receiver: Debug`, `Iter: Debug`, `TryIter: Debug`, `IntoIter: Debug`: texts.
pub fn debug() -> String {
    let ((sender, receiver), (sync, _other)) = (channel::<i32>(), sync_channel::<i32>(0));
    let all = format!(
        "{sender:?} {sync:?} {receiver:?} {:?} {:?}",
        receiver.iter(),
        receiver.try_iter()
    );
    format!("{all} {:?}", receiver.into_iter())
}

/// `channel`, `sync_channel`: the types of the functions.
pub fn signatures() -> String {
    let _: fn() -> (Sender<i32>, Receiver<i32>) = channel;
    let _: fn(usize) -> (SyncSender<i32>, Receiver<i32>) = sync_channel;
    let _: fn(&Sender<i32>, i32) -> Result<(), SendError<i32>> = Sender::send;
    let _: fn(&SyncSender<i32>, i32) -> Result<(), SendError<i32>> = SyncSender::send;
    let _: fn(&SyncSender<i32>, i32) -> Result<(), TrySendError<i32>> = SyncSender::try_send;
    let _: fn(&Receiver<i32>) -> Result<i32, RecvError> = Receiver::recv;
    let _: fn(&Receiver<i32>) -> Result<i32, TryRecvError> = Receiver::try_recv;
    let _: fn(&Receiver<i32>, Duration) -> Result<i32, RecvTimeoutError> = Receiver::recv_timeout;
    let _: fn(&Receiver<i32>) -> Iter<'_, i32> = Receiver::iter;
    let _: fn(&Receiver<i32>) -> TryIter<'_, i32> = Receiver::try_iter;
    let _: fn(Receiver<i32>) -> IntoIter<i32> = Receiver::into_iter;
    "as in std".to_owned()
}
