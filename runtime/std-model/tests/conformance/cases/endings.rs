//! Cases that end the process, or that std lets hang and a model calls by its name. See `ENDINGS`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, mpsc};
use std::thread;

/// `process::exit`: ends the process with this code, and is a failed check in a model.
pub fn exit() -> String {
    std::process::exit(3)
}

/// `process::exit`: in a thread, it ends all.
pub fn exit_in_a_thread() -> String {
    let handle = thread::spawn(|| std::process::exit(0));
    let _: Result<(), _> = handle.join();
    "still there".to_owned()
}

/// `process::exit`: runs no destructors.
pub fn exit_runs_no_destructors() -> String {
    struct Loud;
    impl Drop for Loud {
        fn drop(&mut self) {
            std::process::abort();
        }
    }
    let _loud = Loud;
    std::process::exit(4)
}

/// `process::abort`: ends the process at once, and is a failed check in a model.
pub fn abort() -> String {
    std::process::abort()
}

/// `panic!`: that leaves the case fails the check.
pub fn panic() -> String {
    panic!("nobody catches this")
}

/// `panic!`: in `Drop` while another panic unwinds, ends the process.
pub fn panic_while_panicking() -> String {
    struct Bad;
    impl Drop for Bad {
        fn drop(&mut self) {
            panic!("second");
        }
    }
    let _bad = Bad;
    panic!("first");
}

/// `thread::scope`: panics if a thread panicked that nobody joined.
pub fn scope_panics() -> String {
    thread::scope(|scope| {
        scope.spawn(|| panic!("in the scope"));
    });
    "not reached".to_owned()
}

/// `Mutex::lock`: twice on one thread never returns.
pub fn lock_twice() -> String {
    let mutex = Mutex::new(0);
    let _first = mutex.lock().unwrap();
    let _second = mutex.lock().unwrap();
    "not reached".to_owned()
}

/// `Mutex::lock`: in opposite orders can wait for ever.
pub fn opposite_orders() -> String {
    let (a, b) = (Mutex::new(0), Mutex::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let _a = a.lock().unwrap();
            let _b = b.lock().unwrap();
        });
        let _b = b.lock().unwrap();
        let _a = a.lock().unwrap();
    });
    // Nothing: this end is right too, but not the only one.
    String::new()
}

/// `Once::call_once`: from inside itself never returns.
pub fn once_inside_itself() -> String {
    static INIT: Once = Once::new();
    INIT.call_once(|| INIT.call_once(|| ()));
    "not reached".to_owned()
}

/// `Receiver::recv`: waits for ever while a sender lives that sends nothing.
pub fn recv_with_a_sender_left() -> String {
    let (sender, receiver) = mpsc::channel::<i32>();
    let answer = receiver.recv();
    drop(sender);
    format!("{answer:?}")
}

/// `SyncSender::send`: with capacity 0 waits for ever if nobody receives.
pub fn send_to_nobody() -> String {
    let (sender, receiver) = mpsc::sync_channel(0);
    sender.send(1).unwrap();
    drop(receiver);
    "not reached".to_owned()
}

/// `JoinHandle::join`: of two threads that wait for each other never returns.
pub fn park_for_ever() -> String {
    let stop = AtomicBool::new(false);
    while !stop.load(Ordering::Relaxed) {
        thread::park();
    }
    "not reached".to_owned()
}

/// `AtomicBool::load`: in a loop that nobody ends, spins for ever.
pub fn spin_for_ever() -> String {
    let stop = AtomicBool::new(false);
    while !stop.load(Ordering::Relaxed) {
        std::hint::spin_loop();
    }
    "not reached".to_owned()
}
