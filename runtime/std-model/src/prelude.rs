//! `std::prelude`, with the look-alike's macros.
//!
//! rustc puts the prelude of a crate's edition in sight everywhere in it, and bare macros (`println!`) are found there.

pub use ::std::prelude::*;

macro_rules! preludes {
    ($($edition:ident)*) => {$(
        #[doc = concat!("`std::prelude::", stringify!($edition), "`.")]
        pub mod $edition {
            pub use crate::{dbg, eprint, eprintln, print, println, thread_local};
            pub use ::std::prelude::$edition::*;
        }
    )*};
}

preludes!(v1 rust_2015 rust_2018 rust_2021 rust_2024);
