//! Keys and values that can do no more than the contract asks for: if this file does not compile, a bound or a
//! signature of yours is narrower than the contract's.

use kit::prelude::*;

kit::driver_only! {
    use rw_cache::Cache;
    use std::cell::Cell;
    use std::rc::Rc;
    use std::thread;

    /// A key that can be compared and hashed and nothing else: no Clone, no Debug, no Ord.
    #[derive(PartialEq, Eq, Hash)]
    struct OnlyEqAndHash<'a>(&'a str);

    /// A value that can be cloned and nothing else: no Copy, no Debug, no Default, no PartialEq, and not Send.
    #[derive(Clone)]
    struct OnlyClone<'a>(&'a str, Rc<Cell<u32>>);

    fn is_shared<T: Send + Sync>(_: &T) {}
}

kit::act! {
    /// Borrowed keys, values that stay on their thread, closures that give something away.
    fn awkward_types() -> (String, usize, bool) {
        let text = String::from("left right");
        let (left, right) = text.split_once(' ').unwrap();
        let counter = Rc::new(Cell::new(0));
        let cache: Cache<OnlyEqAndHash<'_>, OnlyClone<'_>> = Cache::new();
        let given_away = OnlyClone(right, Rc::clone(&counter));
        let made = cache.get_or_insert_with(OnlyEqAndHash(left), move || given_away);
        made.1.set(made.1.get() + 1);
        let ticket = Box::new(7);
        let (len, ticket) = cache.read(|map| (map.len(), ticket));
        (made.0.to_owned(), len, counter.get() == 1 && *ticket == 7)
    }

    /// Threads that borrow a cache of Send and Sync things: one after the other, since this asks about types
    /// and not about what two of them do at once (the model does).
    fn borrowed_by_threads() -> Vec<String> {
        let words = [String::from("one"), String::from("two")];
        let cache: Cache<&str, &String> = Cache::new();
        is_shared(&cache);
        thread::scope(|scope| {
            for word in &words {
                let asked = scope.spawn(|| cache.get_or_insert_with(word.as_str(), || word));
                asked.join().expect("get_or_insert_with returns");
            }
        });
        let mut kept: Vec<String> = cache.read(|map| map.values().map(|word| (*word).clone()).collect());
        kept.sort();
        kept
    }
}

kit::judge! {
    /// Keys need only Eq and Hash, values only Clone.
    fn keys_and_values_of_any_kind() {
        expect_eq!(
            awkward_types(),
            ("right".to_owned(), 1, true),
            "the value, the number of entries, and whether the closures gave what they owned"
        );
    }

    /// Threads may share a cache of borrowed things.
    fn shared_by_scoped_threads() {
        expect_eq!(borrowed_by_threads(), ["one", "two"], "the values in a cache that two scoped threads used");
    }
}
