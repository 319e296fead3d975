//! What all files of cases use; compiled with each of them.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whether a type implements a trait, as a value: so that what std does *not* promise is compared too.
macro_rules! implements {
    ($type:ty: $($bound:tt)+) => {{
        struct Probe<T: ?Sized>(::core::marker::PhantomData<T>);
        #[allow(dead_code)]
        trait Otherwise {
            const ANSWER: bool = false;
        }
        impl<T: ?Sized> Otherwise for Probe<T> {}
        #[allow(dead_code)]
        impl<T: ?Sized + $($bound)+> Probe<T> {
            const ANSWER: bool = true;
        }
        <Probe<$type>>::ANSWER
    }};
}

/// The traits of a fixed list that each type implements.
macro_rules! traits {
    ($($type:ty),+ $(,)?) => {{
        let mut table = String::new();
        $(
            table += stringify!($type);
            table += ":";
            for (name, yes) in [
                ("Send", implements!($type: Send)),
                ("Sync", implements!($type: Sync)),
                ("Unpin", implements!($type: Unpin)),
                ("UnwindSafe", implements!($type: core::panic::UnwindSafe)),
                ("RefUnwindSafe", implements!($type: core::panic::RefUnwindSafe)),
                ("Clone", implements!($type: Clone)),
                ("Copy", implements!($type: Copy)),
                ("Default", implements!($type: Default)),
                ("Debug", implements!($type: core::fmt::Debug)),
                ("Display", implements!($type: core::fmt::Display)),
                ("Error", implements!($type: core::error::Error)),
                ("PartialEq", implements!($type: PartialEq)),
                ("Eq", implements!($type: Eq)),
                ("Ord", implements!($type: Ord)),
                ("Hash", implements!($type: core::hash::Hash)),
                ("Deref", implements!($type: core::ops::Deref)),
                ("DerefMut", implements!($type: core::ops::DerefMut)),
            ] {
                if yes {
                    table += " ";
                    table += name;
                }
            }
            table += "; ";
        )+
        table
    }};
}

/// Calls `f`; a panic becomes its message.
#[allow(dead_code)]
pub fn message<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(f)).map_err(|payload| text(&*payload))
}

/// The text of a panic's payload.
#[allow(dead_code)]
pub fn text(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no text".to_owned())
}

/// Counts how often its copies are dropped. Only for one thread at a time.
#[allow(dead_code)]
#[derive(Clone)]
pub struct Dropped(pub std::rc::Rc<std::cell::Cell<u32>>);

#[allow(dead_code)]
impl Dropped {
    pub fn new() -> Dropped {
        Dropped(std::rc::Rc::new(std::cell::Cell::new(0)))
    }

    pub fn count(&self) -> u32 {
        self.0.get()
    }
}

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}
