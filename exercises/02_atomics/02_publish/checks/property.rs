//! One thread alone: what goes in comes out, as often as it is read.

use kit::prelude::*;

kit::driver_only! {
    use publish::Mailbox;
}

kit::act! {
    /// Reads so many times before and after the value is published.
    fn reads_around(value: u32, before: usize, after: usize) -> (Vec<Option<u32>>, Vec<Option<u32>>) {
        let mailbox = Mailbox::new();
        let early = (0..before).map(|_| mailbox.read()).collect();
        mailbox.publish(value);
        let late = (0..after).map(|_| mailbox.read()).collect();
        (early, late)
    }

    /// Two mailboxes of which only the first gets a value; then the second gets another one.
    fn two_mailboxes(value: u32, other_value: u32) -> (Option<u32>, Option<u32>, Option<u32>) {
        let (mailbox, other) = (Mailbox::new(), Mailbox::new());
        mailbox.publish(value);
        let empty = other.read();
        other.publish(other_value);
        (empty, mailbox.read(), other.read())
    }
}

kit::judge_only! {
    fn values() -> impl Strategy<Value = u32> {
        prop_oneof![
            2 => Just(0),
            2 => Just(u32::MAX),
            1 => Just(1),
            1 => Just(u32::MAX / 2 + 1),
            4 => any::<u32>(),
        ]
    }
}

kit::judge! {
    /// An empty mailbox has nothing to read.
    fn empty_at_first() {
        let (early, _) = reads_around(1, 2, 0);
        expect_eq!(early, [None, None], "two calls of read() on an empty mailbox");
    }

    /// What was published is read, as often as one likes.
    #[cases(64)]
    fn reads_what_was_published(value in values(), before in 0usize..3, after in 1usize..4) {
        let (early, late) = reads_around(value, before, after);
        expect_eq!(early, vec![None; before], "read() before publish({value}), {before} times");
        expect_eq!(late, vec![Some(value); after], "read() after publish({value}), {after} times");
    }

    /// Two mailboxes know nothing of each other.
    #[cases(16)]
    fn each_keeps_its_own(value in values(), other in values()) {
        let (empty, first, second) = two_mailboxes(value, other);
        expect_eq!(empty, None, "read() of an empty mailbox, when another one has got {value}");
        expect_eq!(first, Some(value), "read() of a mailbox with {value}, when another one has got {other}");
        expect_eq!(second, Some(other), "read() of a mailbox with {other}, beside one with {value}");
    }
}
