//! `std::sync::mpsc` without bounds.

#[macro_use]
mod common;

use common::Dropped;
use std::sync::mpsc::*;
use std::thread;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_millis(1);

/// `channel`: what is sent is received (the documentation's first example).
pub fn one_message() -> String {
    let (sender, receiver) = channel();
    thread::spawn(move || sender.send(10).unwrap());
    format!("{:?}", receiver.recv())
}

/// `channel`: several producers (the documentation's second example).
pub fn many_producers() -> String {
    let (sender, receiver) = channel();
    for i in 0..3 {
        let sender = sender.clone();
        thread::spawn(move || sender.send(i).unwrap());
    }
    let mut got: Vec<i32> = (0..3).map(|_| receiver.recv().unwrap()).collect();
    got.sort();
    format!("{got:?}")
}

/// `channel`: keeps the order of one sender.
pub fn order_of_one_sender() -> String {
    let (sender, receiver) = channel();
    thread::spawn(move || (0..5).for_each(|i| sender.send(i).unwrap()));
    format!("{:?}", receiver.iter().collect::<Vec<_>>())
}

/// `channel`: keeps the order of each of two senders.
pub fn order_of_two_senders() -> String {
    let (sender, receiver) = channel();
    for me in ["a", "b"] {
        let sender = sender.clone();
        thread::spawn(move || (0..2).for_each(|i| sender.send((me, i)).unwrap()));
    }
    drop(sender);
    let got: Vec<_> = receiver.into_iter().collect();
    let of = |me| {
        got.iter()
            .filter(|it| it.0 == me)
            .map(|it| it.1)
            .collect::<Vec<i32>>()
    };
    format!("{:?} {:?}", of("a"), of("b"))
}

/// `channel`: never blocks the sender.
pub fn no_bound() -> String {
    let (sender, receiver) = channel();
    (0..100).for_each(|i| sender.send(i).unwrap());
    drop(sender);
    format!("{}", receiver.iter().sum::<i32>())
}

/// `channel`: a message orders what came before it.
pub fn message_orders() -> String {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    let ((sender, receiver), data) = (channel(), AtomicU32::new(0));
    thread::scope(|scope| {
        let data = &data;
        scope.spawn(move || {
            data.store(5, Relaxed);
            sender.send(()).unwrap();
        });
        receiver.recv().unwrap();
        format!("{}", data.load(Relaxed))
    })
}

/// `Sender::send`: gives the message back when the receiver is gone (the documentation's example).
pub fn send_after_the_receiver() -> String {
    let (sender, receiver) = channel();
    let before = sender.send(1);
    drop(receiver);
    format!("{before:?} {:?}", sender.send(2).unwrap_err().0)
}

/// `Sender::send`: Ok promises nothing: a message may never be received.
pub fn ok_is_no_promise() -> String {
    let (sender, receiver) = channel();
    let ok = sender.send(Dropped::new()).is_ok();
    drop(receiver);
    format!("{ok}")
}

/// `Receiver`: dropping it drops the messages that are left.
pub fn receiver_drops_messages() -> String {
    let dropped = Dropped::new();
    let (sender, receiver) = channel();
    sender.send(dropped.clone()).unwrap();
    sender.send(dropped.clone()).unwrap();
    drop(receiver);
    let by_receiver = dropped.count();
    let back = sender.send(dropped.clone()).unwrap_err();
    let before = dropped.count();
    drop(back);
    format!("{by_receiver} {before} {}", dropped.count())
}

/// `Sender`: dropping the last one leaves the messages for the receiver.
pub fn messages_outlive_the_sender() -> String {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        sender.send(1).unwrap();
        sender.send(2).unwrap();
    })
    .join()
    .unwrap();
    format!(
        "{:?} {:?} {:?}",
        receiver.recv(),
        receiver.recv(),
        receiver.recv()
    )
}

/// `Receiver::recv`: an error when the sender is gone, also one that goes while we wait (the documentation's example).
pub fn recv_disconnected() -> String {
    let (sender, receiver) = channel::<i32>();
    let handle = thread::spawn(move || drop(sender));
    let answer = receiver.recv();
    handle.join().unwrap();
    format!("{answer:?} {}", answer.unwrap_err())
}

/// `Receiver::recv`: a sender that panics disconnects.
pub fn panic_disconnects() -> String {
    let (sender, receiver) = channel::<i32>();
    let handle = thread::spawn(move || {
        sender.send(1).unwrap();
        panic!("with a sender");
    });
    format!(
        "{:?} {:?} {}",
        receiver.recv(),
        receiver.recv(),
        handle.join().is_err()
    )
}

/// `Receiver::recv`: waits as long as one of the clones lives.
pub fn last_clone_disconnects() -> String {
    let (sender, receiver) = channel::<i32>();
    let other = sender.clone();
    drop(sender);
    let waiting = receiver.try_recv();
    drop(other);
    format!("{waiting:?} {:?}", receiver.recv())
}

/// `Receiver::try_recv`: never waits: Empty, the message, Disconnected.
pub fn try_recv() -> String {
    let (sender, receiver) = channel();
    let empty = receiver.try_recv();
    sender.send(7).unwrap();
    let full = receiver.try_recv();
    drop(sender);
    format!("{empty:?} {full:?} {:?}", receiver.try_recv())
}

/// `Receiver::try_recv`: gives what is left before it says Disconnected.
pub fn try_recv_drains_first() -> String {
    let (sender, receiver) = channel();
    sender.send(7).unwrap();
    drop(sender);
    format!("{:?} {:?}", receiver.try_recv(), receiver.try_recv())
}

/// `Receiver::try_recv`: polled in a loop, finds the message of another thread.
pub fn try_recv_in_a_loop() -> String {
    let (sender, receiver) = channel();
    thread::spawn(move || sender.send(7).unwrap());
    loop {
        match receiver.try_recv() {
            Ok(value) => return format!("{value}"),
            Err(TryRecvError::Empty) => thread::yield_now(),
            Err(TryRecvError::Disconnected) => return "lost".to_owned(),
        }
    }
}

/// `Receiver::recv_timeout`: gives a message that is there (the documentation's example).
pub fn recv_timeout_ready() -> String {
    let (sender, receiver) = channel();
    sender.send('a').unwrap();
    format!("{:?}", receiver.recv_timeout(LONG))
}

/// `Receiver::recv_timeout`: ends when nothing comes (the documentation's example).
pub fn recv_timeout_ends() -> String {
    let (sender, receiver) = channel::<i32>();
    let answer = receiver.recv_timeout(SHORT);
    drop(sender);
    format!("{answer:?}")
}

/// `Receiver::recv_timeout`: Disconnected when the sender is gone, without waiting for the time.
pub fn recv_timeout_disconnected() -> String {
    let (sender, receiver) = channel::<i32>();
    drop(sender);
    format!(
        "{:?} {:?}",
        receiver.recv_timeout(LONG),
        receiver.recv_timeout(Duration::ZERO)
    )
}

/// `Receiver::recv_timeout`: a message that comes is received now or at the next attempt.
pub fn recv_timeout_then_recv() -> String {
    let (sender, receiver) = channel();
    thread::spawn(move || sender.send(3).unwrap());
    let got = match receiver.recv_timeout(SHORT) {
        Ok(value) => value,
        Err(RecvTimeoutError::Timeout) => receiver.recv().unwrap(),
        Err(RecvTimeoutError::Disconnected) => 0,
    };
    format!("{got}")
}

/// `Receiver::iter`: until all senders are gone (the documentation's example).
pub fn iter() -> String {
    let (sender, receiver) = channel();
    thread::spawn(move || (1..4).for_each(|i| sender.send(i).unwrap()));
    let mut iter = receiver.iter();
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        iter.next(),
        iter.next(),
        iter.next(),
        iter.next(),
        iter.next()
    )
}

/// `Receiver::try_iter`: what is there now, without waiting (the documentation's example).
pub fn try_iter() -> String {
    let (sender, receiver) = channel();
    let nothing = receiver.try_iter().count();
    (1..4).for_each(|i| sender.send(i).unwrap());
    let all: Vec<i32> = receiver.try_iter().collect();
    format!("{nothing} {all:?} {:?}", receiver.try_iter().next())
}

/// `Receiver: IntoIterator`: by value and by reference.
pub fn into_iter() -> String {
    let (sender, receiver) = channel();
    (1..4).for_each(|i| sender.send(i).unwrap());
    let mut first = 0;
    for value in &receiver {
        first = value;
        break;
    }
    drop(sender);
    let mut rest = Vec::new();
    for value in receiver {
        rest.push(value);
    }
    format!("{first} {rest:?}")
}

/// `Iter`, `IntoIter`: adapters work, and the receiver can be used again after a borrowed iterator.
pub fn iterator_adapters() -> String {
    let (sender, receiver) = channel();
    (1..=4).for_each(|i| sender.send(i).unwrap());
    let two: Vec<i32> = receiver.iter().take(2).map(|x| x * 10).collect();
    drop(sender);
    let sum: i32 = receiver.into_iter().sum();
    format!("{two:?} {sum}")
}

/// `Sender`: can be shared by reference, since it is Sync.
pub fn sender_is_sync() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for i in 0..2 {
            let sender = &sender;
            scope.spawn(move || sender.send(i).unwrap());
        }
    });
    let mut got: Vec<i32> = receiver.try_iter().collect();
    got.sort();
    format!("{got:?}")
}

/// `Receiver`: can be moved to another thread with its messages.
pub fn receiver_moves() -> String {
    let (sender, receiver) = channel();
    sender.send(1).unwrap();
    let handle = thread::spawn(move || receiver.iter().collect::<Vec<i32>>());
    sender.send(2).unwrap();
    drop(sender);
    format!("{:?}", handle.join().unwrap())
}

/// `Receiver`: shared by two workers through an `Arc<Mutex<…>>`, each message is received once.
pub fn shared_receiver() -> String {
    use std::sync::{Arc, Mutex};
    let (sender, receiver) = channel();
    let receiver = Arc::new(Mutex::new(receiver));
    let workers = [(); 2].map(|()| {
        let receiver = receiver.clone();
        thread::spawn(move || {
            let mut got = Vec::new();
            loop {
                let next = receiver.lock().unwrap().recv();
                let Ok(value) = next else { return got };
                got.push(value);
            }
        })
    });
    (0..2).for_each(|i| sender.send(i).unwrap());
    drop(sender);
    let mut all: Vec<i32> = workers
        .into_iter()
        .flat_map(|worker| worker.join().unwrap())
        .collect();
    all.sort();
    format!("{all:?}")
}

/// `channel`: of channels: a request carries the way back.
pub fn reply_channel() -> String {
    let (requests, server) = channel::<(i32, Sender<i32>)>();
    let handle = thread::spawn(move || {
        for (number, reply) in server {
            reply.send(number * 2).unwrap();
        }
    });
    let (reply, answers) = channel();
    requests.send((21, reply)).unwrap();
    let answer = answers.recv();
    drop(requests);
    handle.join().unwrap();
    format!("{answer:?}")
}

/// `channel`: carries what is only Send, closures included.
pub fn carries_closures() -> String {
    let (sender, receiver) = channel::<Box<dyn FnOnce() -> i32 + Send>>();
    let handle = thread::spawn(move || receiver.into_iter().map(|job| job()).sum::<i32>());
    for i in 1..3 {
        sender.send(Box::new(move || i * 10)).unwrap();
    }
    drop(sender);
    format!("{:?}", handle.join().unwrap())
}

/// `channel`: of references inside a scope.
pub fn carries_references() -> String {
    let words = ["a", "bc"].map(str::to_owned);
    let (sender, receiver) = channel::<&str>();
    thread::scope(|scope| {
        scope.spawn(|| words.iter().for_each(|word| sender.send(word).unwrap()));
    });
    format!("{:?}", receiver.try_iter().collect::<Vec<_>>())
}

/// `Receiver::recv_timeout`: a timeout of ages does not strike while somebody sends.
pub fn receive_within_ages() -> String {
    let waits = [Duration::MAX, Duration::from_secs(100 * 365 * 24 * 3600)];
    let heard = waits.map(|wait| {
        let (sender, receiver) = channel();
        let handle = thread::spawn(move || sender.send(5).unwrap());
        let heard = receiver.recv_timeout(wait);
        handle.join().unwrap();
        (heard, receiver.recv_timeout(wait))
    });
    format!("{heard:?}")
}
