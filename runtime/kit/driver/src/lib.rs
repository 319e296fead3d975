//! The half of a judged check that calls the student's code and answers.
//!
//! A check file is compiled twice: against this crate it becomes the *driver*, against `kit_judge` the *judge*.
//! Both are called `kit` there and export the same macros; the documentation of `kit_judge` shows an example. Here,
//! [`act!`] turns its functions into a program that answers questions about the student's code, and [`judge!`]
//! vanishes: no input, expectation or name of a test is in the driver.
//!
//! The functions of `act!` observe with [`catch`], [`this_thread`], [`Gate`], [`InFlight`] and [`Witness`].

mod probes;
mod serve;

pub use kit_core::catch;
pub use probes::{Gate, InFlight, Presence, Witness, this_thread};

/// What check files import with `use kit::prelude::*`.
pub mod prelude {
    pub use serde::{Deserialize, Serialize};
}

/// For the macros; not part of the interface.
#[doc(hidden)]
pub mod inner {
    pub use crate::serve::{Act, Malformed, serve};
    pub use kit_wire::{from_bytes, to_bytes};
}

/// The questions: functions that may call the student's crate and return plain data.
#[macro_export]
macro_rules! act {
    ($(
        $(#[$attribute:meta])*
        fn $name:ident($($argument:ident: $type:ty),* $(,)?) $(-> $answer:ty)? $body:block
    )*) => {
        $(
            $(#[$attribute])*
            fn $name($($argument: $type),*) $(-> $answer)? $body
        )*

        fn main() -> ! {
            $crate::inner::serve(&[$(
                $crate::inner::Act {
                    name: stringify!($name),
                    call: |arguments| {
                        let ($($argument,)*): ($($type,)*) =
                            $crate::inner::from_bytes(arguments).map_err($crate::inner::Malformed)?;
                        Ok($crate::inner::to_bytes(&$name($($argument),*)))
                    },
                },
            )*])
        }
    };
}

/// The tests. They belong to the judge and leave no trace in the driver.
#[macro_export]
macro_rules! judge {
    ($($judge:tt)*) => {};
}

/// Items that only the driver needs: they name the student's crate or this crate's probes.
#[macro_export]
macro_rules! driver_only {
    ($($item:item)*) => { $($item)* };
}

/// Items that only the judge needs. They leave no trace in the driver.
#[macro_export]
macro_rules! judge_only {
    ($($judge:tt)*) => {};
}
