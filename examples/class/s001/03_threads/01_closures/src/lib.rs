//! Functions that take closures, and functions that return them.

/// Calls `f` once and returns its answer as text.
pub fn call_once_to_string<T: ToString>(f: impl FnOnce() -> T) -> String {
    f().to_string()
}

/// Calls `f` twice and returns both answers, in order.
pub fn call_twice(mut f: impl FnMut() -> i32) -> (i32, i32) {
    // The elements of a tuple are evaluated from left to right.
    (f(), f())
}

/// Calls `f` so many times.
pub fn repeat(mut f: impl FnMut(), times: usize) {
    for _ in 0..times {
        f();
    }
}

/// A closure that adds `n` to its argument.
pub fn make_adder(n: i32) -> impl Fn(i32) -> i32 {
    move |x| x + n
}

/// A closure that returns 1, 2, 3, … from call to call.
pub fn make_counter() -> impl FnMut() -> u32 {
    let mut count = 0;
    move || {
        count += 1;
        count
    }
}
