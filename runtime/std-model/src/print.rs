//! What the model prints is kept per execution: it must not reach the real output, and checks may read it.

use crate::model::step::step;
use crate::model::world::{me, try_world, world};
use ::std::fmt::Arguments;
use kit_wire::trace::ObjectKind;

fn write(stream: usize, text: Arguments<'_>, newline: bool) {
    // Formatting may run the student's code, which may look at the world itself.
    let mut line = text.to_string();
    if newline {
        line.push('\n');
    }
    let Some(object) = output() else { return };
    step(object);
    world(|world| {
        if !world.is_cut_off() {
            if stream == 0 {
                let begun = lines_begun(&world.printed[0], &line);
                world.printers.extend(::std::iter::repeat_n(me(), begun));
            }
            world.printed[stream].extend_from_slice(line.as_bytes());
            world.progress();
        }
    });
}

/// How many lines `text` begins after what was printed before.
fn lines_begun(before: &[u8], text: &str) -> usize {
    let at_the_beginning = before.last().is_none_or(|last| *last == b'\n');
    let continued = usize::from(!at_the_beginning && !text.is_empty());
    text.lines().count() - continued
}

/// The thread that began each line on stdout, 0 for main.
#[doc(hidden)]
pub fn __printers() -> Vec<usize> {
    try_world(|world| {
        world
            .printers
            .iter()
            .map(|thread| usize::from(*thread))
            .collect()
    })
    .unwrap_or_default()
}

/// The object that orders everything that is printed.
fn output() -> Option<u32> {
    try_world(|world| match world.output {
        Some(object) => object,
        None => {
            let object = world.new_object(ObjectKind::Output, None);
            *world.output.insert(object)
        }
    })
}

/// What this execution has printed so far, to stdout (0) or stderr (1).
#[doc(hidden)]
pub fn __printed(stream: usize) -> String {
    if let Some(object) = output() {
        step(object);
    }
    try_world(|world| String::from_utf8_lossy(&world.printed[stream]).into_owned())
        .unwrap_or_default()
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
