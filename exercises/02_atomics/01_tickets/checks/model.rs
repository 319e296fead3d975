//! Several threads draw at the same time.

use kit::prelude::*;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use tickets::Tickets;

/// Starts a thread that draws so many tickets.
fn spawn_drawer(tickets: &Arc<Tickets>, times: usize) -> JoinHandle<Vec<u16>> {
    let tickets = Arc::clone(tickets);
    thread::spawn(move || (0..times).map(|_| tickets.next()).collect())
}

/// All that these threads drew, sorted.
fn all_drawn(drawers: impl IntoIterator<Item = JoinHandle<Vec<u16>>>) -> Vec<u16> {
    let mut drawn: Vec<u16> = drawers
        .into_iter()
        .flat_map(|drawer| drawer.join().unwrap())
        .collect();
    drawn.sort();
    drawn
}

/// Fails unless the tickets are the numbers from 0 on, each of them once.
fn expect_each_once(drawn: &[u16], who: &str) {
    if let Some(twice) = drawn.windows(2).find(|pair| pair[0] == pair[1]) {
        fail!(
            "Ticket {} was issued twice: {who}, and two of their tickets have the same number.",
            twice[0]
        );
    }
    let expected: Vec<u16> = (0..drawn.len() as u16).collect();
    expect_eq!(drawn, expected, "the tickets, sorted, when {who}");
}

/// A `Tickets` of which the first few are gone.
fn drawn_from(times: usize) -> Arc<Tickets> {
    let tickets = Tickets::new();
    for _ in 0..times {
        tickets.next();
    }
    Arc::new(tickets)
}

/// Fails unless the highest ticket is the one that it should be, when all threads have ended.
fn expect_highest(tickets: &Tickets, expected: u16, what: &str) {
    let highest = tickets.issued_max();
    expect!(
        highest >= expected,
        "{what}, and in the end, issued_max() said {highest}: the highest ticket, {expected}, was lost."
    );
    expect_eq!(highest, expected, "issued_max() at the end");
}

kit::model! {
    /// Two threads never draw the same ticket.
    fn two_threads_draw() {
        let tickets = drawn_from(0);
        let drawers = [spawn_drawer(&tickets, 1), spawn_drawer(&tickets, 1)];
        expect_each_once(&all_drawn(drawers), "two threads drew one ticket each");
    }

    /// Two threads that draw again never draw the same ticket either.
    fn two_threads_draw_twice() {
        let tickets = drawn_from(0);
        let drawer = spawn_drawer(&tickets, 2);
        let mut drawn = vec![tickets.next(), tickets.next()];
        drawn.extend(drawer.join().unwrap());
        drawn.push(tickets.next());
        drawn.sort();
        expect_each_once(&drawn, "two threads drew two tickets each, and one of them drew another one in the end");
    }

    /// Three threads never draw the same ticket.
    fn three_threads_draw() {
        let tickets = drawn_from(0);
        let drawers = [spawn_drawer(&tickets, 1), spawn_drawer(&tickets, 1), spawn_drawer(&tickets, 1)];
        expect_each_once(&all_drawn(drawers), "three threads drew one ticket each");
    }

    /// When two threads draw, the higher of the two tickets is remembered.
    fn the_higher_one_stays() {
        let tickets = drawn_from(2);
        let drawers = [spawn_drawer(&tickets, 1), spawn_drawer(&tickets, 1)];
        all_drawn(drawers);
        expect_highest(&tickets, 3, "Two threads drew tickets 2 and 3 at the same time");
    }

    /// Who has drawn a ticket never sees a lower number as the highest.
    fn one_sees_ones_own_ticket() {
        let tickets = drawn_from(1);
        let drawer = spawn_drawer(&tickets, 1);
        let ticket = tickets.next();
        let highest = tickets.issued_max();
        expect!(
            highest >= ticket,
            "A thread drew ticket {ticket}, and issued_max() then told it {highest}: the highest ticket was lost, or is not yet kept when next() returns."
        );
        drawer.join().unwrap();
        expect_highest(&tickets, 2, "Two threads drew tickets 1 and 2 at the same time");
    }

    /// When three threads draw, the highest of the three tickets is remembered.
    fn the_highest_of_three() {
        let tickets = drawn_from(1);
        let drawers = [spawn_drawer(&tickets, 1), spawn_drawer(&tickets, 1), spawn_drawer(&tickets, 1)];
        all_drawn(drawers);
        expect_highest(&tickets, 3, "Three threads drew tickets 1, 2 and 3 at the same time");
    }
}
