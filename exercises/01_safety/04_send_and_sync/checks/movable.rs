//! What is put into a `Movable` is what comes out.

use kit::prelude::*;

/// One call of a method.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Call {
    Set(u8),
    Replace(u8),
}

kit::driver_only! {
    use send_and_sync::Movable;
    use std::rc::Rc;

    /// Neither Clone nor Copy, Debug, Default, Send or Sync.
    struct Plain {
        number: u8,
        owner: Rc<()>,
    }
}

kit::act! {
    /// Makes a Movable of `first`; returns what the calls of `replace` return, and one more at the end, and how many
    /// of the values are still alive when all has been dropped.
    fn follow(first: u8, calls: Vec<Call>) -> (Vec<u8>, usize) {
        let owner = Rc::new(());
        let plain = |number| Plain { number, owner: Rc::clone(&owner) };
        let value: Movable<Plain> = Movable::new(plain(first));
        let mut returned = Vec::new();
        for call in calls.into_iter().chain([Call::Replace(255)]) {
            match call {
                Call::Set(number) => value.set(plain(number)),
                Call::Replace(number) => {
                    let old: Plain = value.replace(plain(number));
                    returned.push(old.number);
                }
            }
        }
        drop(value);
        (returned, Rc::strong_count(&owner) - 1)
    }

    /// What two calls of `replace` return for references to variables, with a `set` between them.
    fn replace_borrowed(texts: [String; 4]) -> [String; 2] {
        let value: Movable<&str> = Movable::new(&texts[0]);
        let one = value.replace(&texts[1]);
        value.set(&texts[2]);
        let other = value.replace(&texts[3]);
        [one.to_owned(), other.to_owned()]
    }

    /// What is in each of two of them, when only one was changed.
    fn change_one_of_two() -> (u8, u8) {
        let (one, other) = (Movable::new(1), Movable::new(2));
        one.set(3);
        (one.replace(0), other.replace(0))
    }
}

kit::judge_only! {
    fn calls() -> impl Strategy<Value = Vec<Call>> {
        let call = prop_oneof![any::<u8>().prop_map(Call::Set), any::<u8>().prop_map(Call::Replace)];
        prop::collection::vec(call, 0..12)
    }

    fn expect_followed(first: u8, calls: &[Call]) {
        let (returned, alive) = follow(first, calls.to_vec());
        let (mut inside, mut expected) = (first, Vec::new());
        for call in calls {
            match *call {
                Call::Set(number) => inside = number,
                Call::Replace(number) => expected.push(std::mem::replace(&mut inside, number)),
            }
        }
        expected.push(inside);
        expect_eq!(
            returned,
            expected,
            "what replace returns each time for Movable::new({first}), then {calls:?}, and a last Replace(255)"
        );
        expect_eq!(
            alive,
            0,
            "how many values are never dropped after Movable::new({first}) and {calls:?}"
        );
    }
}

kit::judge! {
    /// `replace` returns what was put in last.
    fn replace_returns_the_old_one() {
        expect_followed(7, &[]);
        expect_followed(7, &[Call::Replace(8)]);
    }

    /// `set` puts a value in place of the old one.
    fn set_takes_the_place() {
        expect_followed(7, &[Call::Set(8)]);
    }

    /// The same for any calls in any order.
    #[cases(64)]
    fn any_calls(first in any::<u8>(), calls in calls()) {
        expect_followed(first, &calls);
    }

    /// A reference can be put in too.
    fn references_too() {
        let texts = ["a", "b", "c", "d"].map(str::to_owned);
        expect_eq!(
            replace_borrowed(texts),
            ["a", "c"].map(str::to_owned),
            "what replace(\"b\"), set(\"c\"), replace(\"d\") on Movable::new(\"a\") return"
        );
    }

    /// Each has a value of its own.
    fn each_has_its_own() {
        expect_eq!(change_one_of_two(), (3, 2), "what is in Movable::new(1) and Movable::new(2) after set(3) on the first");
    }
}
