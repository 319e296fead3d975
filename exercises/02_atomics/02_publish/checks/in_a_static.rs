//! One `Mailbox` that all threads share.

use publish::Mailbox;
use std::thread;

static MAILBOX: Mailbox = Mailbox::new();

/// Compiled and not called: here only the types matter.
fn shared() -> Option<u32> {
    let publisher = thread::spawn(|| MAILBOX.publish(7));
    let reader = thread::spawn(|| MAILBOX.read());
    publisher.join().unwrap();
    reader.join().unwrap()
}

/// The functions, with exactly the types of the exercise.
fn typed() {
    let fresh: Mailbox = Mailbox::new();
    let _: () = Mailbox::publish(&fresh, 1_u32);
    let _: Option<u32> = Mailbox::read(&fresh);
}

fn main() {
    let _ = (shared as fn() -> Option<u32>, typed as fn());
}
