//! What one thread sees: the numbers and the highest of them, also after several rounds.

use kit::prelude::*;

kit::driver_only! {
    use tickets::Tickets;
}

/// What the drawing of one ticket showed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Drawn {
    ticket: u16,
    issued_max: u16,
}

kit::act! {
    /// Draws `first` tickets without looking, then `more` of them.
    fn tickets_after(first: u32, more: u32) -> Vec<u16> {
        let tickets = Tickets::new();
        for _ in 0..first {
            tickets.next();
        }
        (0..more).map(|_| tickets.next()).collect()
    }

    /// Draws in turn from two `Tickets`.
    fn in_turn(times: u32) -> (Vec<u16>, Vec<u16>) {
        let (one, other) = (Tickets::new(), Tickets::new());
        (0..times).map(|_| (one.next(), other.next())).unzip()
    }

    /// Draws `first` tickets without asking for the highest, then `more` and asks after each.
    fn highest_after(first: u32, more: u32) -> Vec<Drawn> {
        let tickets = Tickets::new();
        for _ in 0..first {
            tickets.next();
        }
        (0..more)
            .map(|_| Drawn { ticket: tickets.next(), issued_max: tickets.issued_max() })
            .collect()
    }

    /// The highest ticket when none has been drawn yet, asked for several times, and then the first ticket.
    fn asked_first(times: u32) -> (Vec<u16>, Drawn) {
        let tickets = Tickets::new();
        let answers = (0..times).map(|_| tickets.issued_max()).collect();
        (answers, Drawn { ticket: tickets.next(), issued_max: tickets.issued_max() })
    }

    /// The highest of each of two `Tickets`, of which only the first was drawn from.
    fn highest_of_two(drawn: u32) -> (u16, u16) {
        let (one, other) = (Tickets::new(), Tickets::new());
        for _ in 0..drawn {
            one.next();
        }
        (one.issued_max(), other.issued_max())
    }
}

kit::judge_only! {
    /// Numbers of tickets to draw: few, around the end of each of the first rounds, and any.
    fn draws() -> impl Strategy<Value = u32> {
        prop_oneof![
            3 => 0u32..40,
            2 => 65_530u32..65_545,
            1 => 131_066u32..131_080,
            1 => 0u32..200_000,
        ]
    }
}

kit::judge! {
    /// The first tickets are 0, 1, 2, 3.
    fn begins_at_zero() {
        expect_eq!(tickets_after(0, 4), [0, 1, 2, 3], "the first four calls of next()");
    }

    /// After ticket 65535 comes ticket 0.
    fn begins_again() {
        expect_eq!(tickets_after(65_534, 4), [65_534, 65_535, 0, 1], "four calls of next() after 65534 others");
    }

    /// Each ticket is one more than the last one, and 0 comes after 65535.
    #[cases(48)]
    fn counts_and_wraps(first in draws(), more in 1u32..12) {
        let expected: Vec<u16> = (first..first + more).map(|ticket| (ticket % 65_536) as u16).collect();
        expect_eq!(tickets_after(first, more), expected, "the next {more} tickets after {first} others");
    }

    /// Two `Tickets` know nothing of each other.
    fn each_counts_for_itself() {
        let expected: Vec<u16> = (0..5).collect();
        let (one, other) = in_turn(5);
        expect_eq!(one, expected, "the tickets of one `Tickets`, drawn in turn with those of another one");
        expect_eq!(other, expected, "the tickets of another `Tickets`, drawn in turn with those of the first one");
    }

    /// Before the first ticket, the highest is 0.
    fn none_at_first() {
        let (answers, _) = asked_first(1);
        expect_eq!(answers, [0], "issued_max() before the first ticket");
    }

    /// Who asks for the highest ticket changes nothing.
    fn asking_changes_nothing() {
        let (answers, first) = asked_first(3);
        expect_eq!(answers, [0, 0, 0], "three calls of issued_max() before the first ticket");
        expect_eq!(first, Drawn { ticket: 0, issued_max: 0 }, "the first ticket after three calls of issued_max()");
        let (one, other) = highest_of_two(5);
        expect_eq!(one, 4, "issued_max() after five tickets");
        expect_eq!(other, 0, "issued_max() of a `Tickets` that was never drawn from, beside one with five tickets drawn");
    }

    /// The highest ticket is the last one in the first round, and 65535 from then on.
    #[cases(48)]
    fn remembers(first in draws(), more in 1u32..12) {
        for (drawn, seen) in (first..).zip(highest_after(first, more)) {
            expect_eq!(
                seen.issued_max,
                drawn.min(65_535) as u16,
                "issued_max() when {} tickets have been drawn, the last one {}",
                drawn + 1,
                seen.ticket
            );
        }
    }
}
