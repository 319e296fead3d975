//! One thread publishes while others read.

use kit::prelude::*;
use publish::Mailbox;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// A mailbox, and a thread that publishes the value.
fn publishing(value: u32) -> (Arc<Mailbox>, JoinHandle<()>) {
    let mailbox = Arc::new(Mailbox::new());
    let publisher = {
        let mailbox = Arc::clone(&mailbox);
        thread::spawn(move || mailbox.publish(value))
    };
    (mailbox, publisher)
}

/// Fails if something was read that nobody published.
fn expect_nothing_else(read: Option<u32>, value: u32) {
    if let Some(other) = read.filter(|&read| read != value) {
        fail!(
            "read() returned Some({other}), and nobody published that: another thread published {value}. The reader saw that there is a value, but not the value itself."
        );
    }
}

kit::model! {
    /// A reader gets the published value or nothing.
    fn reads_all_or_nothing() {
        let (mailbox, publisher) = publishing(42);
        expect_nothing_else(mailbox.read(), 42);
        publisher.join().unwrap();
        expect_eq!(mailbox.read(), Some(42), "read() when publish(42) has returned");
    }

    /// The same for a value of which all bits differ from those of an empty mailbox, and on two other threads.
    fn reads_zero_or_nothing() {
        for value in [0, u32::MAX] {
            let (mailbox, publisher) = publishing(value);
            expect_nothing_else(mailbox.read(), value);
            publisher.join().unwrap();
            expect_eq!(mailbox.read(), Some(value), "read() when publish({value}) has returned");
        }
    }

    /// Who has read the value once reads it again.
    fn stays_published() {
        let (mailbox, publisher) = publishing(42);
        let (first, second) = (mailbox.read(), mailbox.read());
        expect_nothing_else(first, 42);
        expect_nothing_else(second, 42);
        expect!(
            first.is_none() || second.is_some(),
            "read() returned {first:?}, and at the second call of the same thread {second:?}: a published value stays published."
        );
        publisher.join().unwrap();
    }

    /// Two readers at the same time both find what is published.
    fn two_readers_read_it() {
        let mailbox = Arc::new(Mailbox::new());
        mailbox.publish(42);
        let reader = {
            let mailbox = Arc::clone(&mailbox);
            thread::spawn(move || mailbox.read())
        };
        expect_eq!(mailbox.read(), Some(42), "read() when publish(42) has returned, while another thread reads too");
        expect_eq!(reader.join().unwrap(), Some(42), "read() when publish(42) has returned, while another thread reads too");
        expect_eq!(mailbox.read(), Some(42), "read() when two threads have read 42");
    }

    /// What one reader has found, a thread that it starts then finds as well.
    fn three_readers_agree() {
        let (mailbox, publisher) = publishing(42);
        let readers = [0, 1].map(|_| {
            let mailbox = Arc::clone(&mailbox);
            thread::spawn(move || mailbox.read())
        });
        let mut found = false;
        for reader in readers {
            let read = reader.join().unwrap();
            expect_nothing_else(read, 42);
            found |= read.is_some();
        }
        let read = mailbox.read();
        expect_nothing_else(read, 42);
        expect!(
            !found || read.is_some(),
            "A thread had read the value and had been joined, and then read() returned None: a published value stays published."
        );
        publisher.join().unwrap();
    }

    /// A reader that comes while the value is being published does not wait for it.
    fn nobody_waits() {
        let (mailbox, publisher) = publishing(42);
        let before = kit::steps().len();
        mailbox.read();
        let mut steps = kit::steps().split_off(before);
        steps.retain(|step| step.thread == kit::this_thread());
        // A model records the first repetition of a try and not the rest.
        let again = steps.iter().enumerate().any(|(index, step)| {
            steps[..index].iter().any(|earlier| earlier.object == step.object && earlier.place == step.place)
        });
        expect!(
            !again,
            "read() tried the same again while another thread was publishing: it has to say what there is, and not to wait."
        );
        publisher.join().unwrap();
    }
}
