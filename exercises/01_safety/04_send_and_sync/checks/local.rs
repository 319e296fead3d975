//! What is put into a `Local` can be looked at.

use kit::prelude::*;

kit::driver_only! {
    use send_and_sync::Local;
    use std::rc::Rc;

    /// Neither Clone nor Copy, Debug, Default, Send or Sync.
    struct Plain(Rc<str>);
}

kit::act! {
    /// The value of a `Local`, looked at through two references at once.
    fn keep(text: String) -> (String, String) {
        let local: Local<Plain> = Local::new(Plain(text.into()));
        let (one, other): (&Plain, &Plain) = (local.get(), local.get());
        (one.0.to_string(), other.0.to_string())
    }

    /// The value of a `Local` that holds a reference to a variable.
    fn keep_borrowed(text: String) -> String {
        let local: Local<&str> = Local::new(text.as_str());
        // What was borrowed lives longer than the `Local`.
        let inside: &str = *local.get();
        drop(local);
        inside.to_owned()
    }

    /// How many owners there are of a value while it is in a `Local`, and when that is gone.
    fn owners() -> (usize, usize) {
        let value = Rc::new(());
        let local = Local::new(Rc::clone(&value));
        let inside = Rc::strong_count(local.get());
        drop(local);
        (inside, Rc::strong_count(&value))
    }
}

kit::judge! {
    /// `get` returns what `new` got.
    fn keeps_its_value() {
        for text in ["Ada", ""] {
            expect_eq!(keep(text.to_owned()), (text.to_owned(), text.to_owned()), "two calls of get() on a Local of {text:?}");
            expect_eq!(keep_borrowed(text.to_owned()), text, "get() on a Local of the reference {text:?}");
        }
    }

    /// The value is dropped together with its `Local`.
    fn drops_its_value() {
        expect_eq!(owners(), (2, 1), "the owners of an Rc, whose clone is in a Local, while the Local lives and when it is gone");
    }
}
