//! Senders on threads of their own, and the receiver on main.

use channel::{Receiver, Sender, channel};
use kit::prelude::*;
use std::thread;

/// Starts a thread that sends these and then lets its sender go.
fn sending(sender: &Sender<u32>, values: &'static [u32]) -> thread::JoinHandle<()> {
    let sender = sender.clone();
    thread::spawn(move || values.iter().for_each(|value| sender.send(*value)))
}

/// Everything that comes until all senders have gone, in order of size.
fn everything(receiver: &Receiver<u32>) -> Vec<u32> {
    let mut all: Vec<u32> = std::iter::from_fn(|| receiver.recv()).collect();
    all.sort_unstable();
    all
}

kit::model! {
    /// What is sent comes, and then the end.
    fn two_threads() {
        let (sender, receiver) = channel();
        let other = sending(&sender, &[1]);
        drop(sender);
        expect_eq!(everything(&receiver), [1], "what came before the end when one thread sent 1");
        other.join().unwrap();
    }

    /// What is sent comes at once, also while another sender stays.
    fn another_stays() {
        let (sender, receiver) = channel();
        let other = sending(&sender, &[1]);
        expect_eq!(receiver.recv(), Some(1), "recv() when one thread sends 1");
        drop(sender);
        expect_eq!(receiver.recv(), None, "recv() when all senders go, with nothing left to come");
        other.join().unwrap();
    }

    /// Values of one sender come in order, also when it has gone already.
    fn keeps_order() {
        let (sender, receiver) = channel();
        sender.send(1);
        sender.send(2);
        drop(sender);
        let came = [receiver.recv(), receiver.recv(), receiver.recv()];
        expect_eq!(came, [Some(1), Some(2), None], "three times recv() after 1 and 2 were sent by a sender that has gone");
    }

    /// The same with two threads that send.
    fn three_threads() {
        let (sender, receiver) = channel();
        let others = [sending(&sender, &[1]), sending(&sender, &[2])];
        drop(sender);
        expect_eq!(everything(&receiver), [1, 2], "what came before the end when two threads sent 1 and 2");
        for other in others {
            other.join().unwrap();
        }
    }
}
