// mpsc.

use std::sync::mpsc::{self, RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError, channel, sync_channel};
use std::thread;
use std::time::Duration;

const SOON: Duration = Duration::from_millis(1);
const LATE: Duration = Duration::from_secs(100);

cases! {
    sends_and_receives { let (tx, rx) = channel(); tx.send(10).unwrap(); assert_eq!(rx.recv(), Ok(10)); }
    keeps_order { let (tx, rx) = channel(); for i in 0..3 { tx.send(i).unwrap(); } assert_eq!((0..3).map(|_| rx.recv().unwrap()).collect::<Vec<_>>(), [0, 1, 2]); }
    from_another_thread { let (tx, rx) = channel(); let t = thread::spawn(move || { tx.send(1).unwrap(); tx.send(2).unwrap(); }); assert_eq!(rx.recv(), Ok(1)); assert_eq!(rx.recv(), Ok(2)); assert_eq!(rx.recv(), Err(RecvError)); t.join().unwrap(); }
    several_producers {
        let (tx, rx) = channel();
        let ts: Vec<_> = (0..2).map(|i| { let tx = tx.clone(); thread::spawn(move || tx.send(i).unwrap()) }).collect();
        drop(tx);
        let mut got: Vec<i32> = rx.iter().collect();
        got.sort();
        assert_eq!(got, [0, 1]);
        for t in ts { t.join().unwrap(); }
    }
    order_of_each_producer {
        let (tx, rx) = channel();
        let other = tx.clone();
        let t = thread::spawn(move || { other.send((1, 0)).unwrap(); other.send((1, 1)).unwrap(); });
        tx.send((0, 0)).unwrap();
        drop(tx);
        let got: Vec<_> = rx.iter().filter(|m| m.0 == 1).map(|m| m.1).collect();
        assert_eq!(got, [0, 1]);
        t.join().unwrap();
    }
    messages_carry_what_was_done { let (tx, rx) = channel(); let t = thread::spawn(move || tx.send(Box::new(5)).unwrap()); assert_eq!(*rx.recv().unwrap(), 5); t.join().unwrap(); }
    receiver_gone { let (tx, rx) = channel(); drop(rx); assert_eq!(tx.send(1), Err(SendError(1))); }
    error_gives_the_message_back { let (tx, rx) = channel(); drop(rx); assert_eq!(tx.send("a".to_owned()).unwrap_err().0, "a"); }
    senders_gone { let (tx, rx) = channel::<i32>(); drop(tx); assert_eq!(rx.recv(), Err(RecvError)); assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected)); }
    left_over_messages_come_first { let (tx, rx) = channel(); tx.send(1).unwrap(); drop(tx); assert_eq!(rx.recv(), Ok(1)); assert_eq!(rx.recv(), Err(RecvError)); }
    clones_keep_it_open { let (tx, rx) = channel::<i32>(); let other = tx.clone(); drop(tx); assert_eq!(rx.try_recv(), Err(TryRecvError::Empty)); drop(other); assert_eq!(rx.try_recv(), Err(TryRecvError::Disconnected)); }
    try_recv_empty { let (_tx, rx) = channel::<i32>(); assert_eq!(rx.try_recv(), Err(TryRecvError::Empty)); }
    try_recv_value { let (tx, rx) = channel(); tx.send(1).unwrap(); assert_eq!(rx.try_recv(), Ok(1)); }
    try_recv_polling { let (tx, rx) = channel(); let t = thread::spawn(move || tx.send(1).unwrap()); loop { match rx.try_recv() { Ok(v) => { assert_eq!(v, 1); break } Err(TryRecvError::Empty) => thread::yield_now(), Err(e) => panic!("{e}") } } t.join().unwrap(); }
    timeout_passes { let (_tx, rx) = channel::<i32>(); assert_eq!(rx.recv_timeout(SOON), Err(RecvTimeoutError::Timeout)); }
    timeout_with_a_message { let (tx, rx) = channel(); tx.send(1).unwrap(); assert_eq!(rx.recv_timeout(LATE), Ok(1)); }
    timeout_disconnected { let (tx, rx) = channel::<i32>(); drop(tx); assert_eq!(rx.recv_timeout(LATE), Err(RecvTimeoutError::Disconnected)); }
    iter_ends { let (tx, rx) = channel(); tx.send(1).unwrap(); tx.send(2).unwrap(); drop(tx); assert_eq!(rx.iter().sum::<i32>(), 3); }
    ref_into_iter { let (tx, rx) = channel(); tx.send(1).unwrap(); drop(tx); let mut n = 0; for v in &rx { n += v; } assert_eq!(n, 1); }
    into_iter { let (tx, rx) = channel(); tx.send(1).unwrap(); drop(tx); assert_eq!(rx.into_iter().collect::<Vec<_>>(), [1]); }
    try_iter_does_not_wait { let (tx, rx) = channel(); tx.send(1).unwrap(); tx.send(2).unwrap(); assert_eq!(rx.try_iter().collect::<Vec<_>>(), [1, 2]); assert_eq!(rx.try_iter().next(), None); }
    queued_values_drop_with_the_receiver { let (tx, rx) = channel(); let a = std::sync::Arc::new(()); tx.send(a.clone()).unwrap(); drop(rx); assert_eq!(std::sync::Arc::strong_count(&a), 1); }
    queued_values_drop_with_everything { let (tx, rx) = channel(); let a = std::sync::Arc::new(()); tx.send(a.clone()).unwrap(); drop((tx, rx)); assert_eq!(std::sync::Arc::strong_count(&a), 1); }
    debugs { let (tx, rx) = channel::<i32>(); assert_eq!(format!("{tx:?}"), "Sender { .. }"); assert_eq!(format!("{rx:?}"), "Receiver { .. }"); let (tx, _rx) = sync_channel::<i32>(1); assert_eq!(format!("{tx:?}"), "SyncSender { .. }"); }
    messages_of_errors { assert_eq!(RecvError.to_string(), "receiving on a closed channel"); assert_eq!(SendError(1).to_string(), "sending on a closed channel"); assert_eq!(TryRecvError::Empty.to_string(), "receiving on an empty channel"); assert_eq!(TrySendError::Full(1).to_string(), "sending on a full channel"); }
    sync_fits { let (tx, rx) = sync_channel(1); tx.send(1).unwrap(); assert_eq!(rx.recv(), Ok(1)); }
    sync_blocks_when_full { let (tx, rx) = sync_channel(1); let t = thread::spawn(move || { tx.send(1).unwrap(); tx.send(2).unwrap(); tx.send(3).unwrap(); }); assert_eq!(rx.iter().collect::<Vec<_>>(), [1, 2, 3]); t.join().unwrap(); }
    sync_try_send { let (tx, rx) = sync_channel(1); assert_eq!(tx.try_send(1), Ok(())); assert_eq!(tx.try_send(2), Err(TrySendError::Full(2))); drop(rx); assert_eq!(tx.try_send(3), Err(TrySendError::Disconnected(3))); }
    sync_receiver_gone { let (tx, rx) = sync_channel(1); drop(rx); assert_eq!(tx.send(1), Err(SendError(1))); }
    sync_receiver_goes { let (tx, rx) = sync_channel(1); let t = thread::spawn(move || { let a = tx.send(1); let b = tx.send(2); (a.is_ok(), b.is_ok()) }); drop(rx); let (a, b) = t.join().unwrap(); assert!(a || !b); }
    rendezvous { let (tx, rx) = sync_channel(0); let t = thread::spawn(move || tx.send(53).unwrap()); assert_eq!(rx.recv(), Ok(53)); t.join().unwrap(); }
    rendezvous_waits { let (tx, rx) = sync_channel::<i32>(0); let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false)); let d = done.clone(); let t = thread::spawn(move || { tx.send(1).unwrap(); assert!(d.load(std::sync::atomic::Ordering::SeqCst)); }); done.store(true, std::sync::atomic::Ordering::SeqCst); rx.recv().unwrap(); t.join().unwrap(); }
    rendezvous_try_send { let (tx, rx) = sync_channel(0); assert_eq!(tx.try_send(1), Err(TrySendError::Full(1))); drop(rx); assert_eq!(tx.try_send(2), Err(TrySendError::Disconnected(2))); }
    rendezvous_receiver_goes { let (tx, rx) = sync_channel(0); let t = thread::spawn(move || tx.send(1)); drop(rx); assert_eq!(t.join().unwrap(), Err(SendError(1))); }
    rendezvous_iterates { let (tx, rx) = sync_channel(0); let t = thread::spawn(move || for i in 0..2 { tx.send(i).unwrap(); }); assert_eq!(rx.iter().collect::<Vec<_>>(), [0, 1]); t.join().unwrap(); }
    sync_clone { let (tx, rx) = sync_channel(2); let other = tx.clone(); other.send(1).unwrap(); tx.send(2).unwrap(); drop((tx, other)); assert_eq!(rx.iter().count(), 2); }
    shared_receiver {
        let (tx, rx) = channel();
        let rx = std::sync::Arc::new(std::sync::Mutex::new(rx));
        let ts: Vec<_> = (0..2).map(|_| { let rx = rx.clone(); thread::spawn(move || rx.lock().unwrap().recv().unwrap()) }).collect();
        tx.send(1).unwrap();
        tx.send(2).unwrap();
        assert_eq!(ts.into_iter().map(|t| t.join().unwrap()).sum::<i32>(), 3);
    }
    sender_is_send { fn send<T: Send>() {} send::<mpsc::Sender<i32>>(); send::<mpsc::Receiver<i32>>(); fn sync<T: Sync>() {} sync::<mpsc::SyncSender<i32>>(); sync::<mpsc::Sender<i32>>(); }
}
