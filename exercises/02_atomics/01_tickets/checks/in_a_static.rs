//! One `Tickets` that all threads share.

use std::thread;
use tickets::Tickets;

static TICKETS: Tickets = Tickets::new();

/// Compiled and not called: here only the types matter.
fn shared() -> u16 {
    let drawer = thread::spawn(|| TICKETS.next());
    TICKETS.next().max(drawer.join().unwrap())
}

/// The functions, with exactly the types of the exercise.
fn typed() {
    let fresh: Tickets = Tickets::new();
    let _: u16 = Tickets::next(&fresh);
    let _: u16 = Tickets::issued_max(&fresh);
}

fn main() {
    let _ = (shared as fn() -> u16, typed as fn());
}
