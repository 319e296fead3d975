//! What the model prints is kept per execution: it must not reach the real output, and checks may read it.

use crate::model::world::try_world;
use ::std::fmt::Arguments;

fn write(stream: usize, text: Arguments<'_>, newline: bool) {
    // Formatting may run the student's code, which may look at the world itself.
    let mut line = text.to_string();
    if newline {
        line.push('\n');
    }
    try_world(|world| {
        if !(world.ended && crate::model::world::me() != 0) {
            world.printed[stream].extend_from_slice(line.as_bytes());
        }
    });
}

#[doc(hidden)]
pub fn __out(text: Arguments<'_>, newline: bool) {
    write(0, text, newline);
}

#[doc(hidden)]
pub fn __err(text: Arguments<'_>, newline: bool) {
    write(1, text, newline);
}

/// `std::print!`.
#[macro_export]
macro_rules! print {
    ($($text:tt)*) => { $crate::print::__out($crate::format_args!($($text)*), false) };
}

/// `std::println!`.
#[macro_export]
macro_rules! println {
    () => { $crate::print::__out($crate::format_args!(""), true) };
    ($($text:tt)*) => { $crate::print::__out($crate::format_args!($($text)*), true) };
}

/// `std::eprint!`.
#[macro_export]
macro_rules! eprint {
    ($($text:tt)*) => { $crate::print::__err($crate::format_args!($($text)*), false) };
}

/// `std::eprintln!`.
#[macro_export]
macro_rules! eprintln {
    () => { $crate::print::__err($crate::format_args!(""), true) };
    ($($text:tt)*) => { $crate::print::__err($crate::format_args!($($text)*), true) };
}

/// `std::dbg!`.
#[macro_export]
macro_rules! dbg {
    () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) };
    ($value:expr $(,)?) => {
        match $value {
            value => {
                $crate::eprintln!(
                    "[{}:{}:{}] {} = {:#?}",
                    $crate::file!(), $crate::line!(), $crate::column!(), $crate::stringify!($value), &value
                );
                value
            }
        }
    };
    ($($value:expr),+ $(,)?) => { ($($crate::dbg!($value)),+,) };
}

/// `std::thread_local!`.
#[macro_export]
macro_rules! thread_local {
    () => {};
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block $(; $($rest:tt)*)?) => {
        $(#[$attr])* $vis static $name: $crate::thread::LocalKey<$t> = $crate::thread::LocalKey::new(|| $init);
        $($crate::thread_local!($($rest)*);)?
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:expr $(; $($rest:tt)*)?) => {
        $(#[$attr])* $vis static $name: $crate::thread::LocalKey<$t> = $crate::thread::LocalKey::new(|| $init);
        $($crate::thread_local!($($rest)*);)?
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr $(; $($rest:tt)*)?) => {
        $(#[$attr])* $vis static $name: $crate::thread::LocalKey<$t> = $crate::thread::LocalKey::new(|| $init);
        $($crate::thread_local!($($rest)*);)?
    };
}
