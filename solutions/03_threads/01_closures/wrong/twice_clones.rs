// fails: called again: closures may change things - asks for FnOnce + Clone and calls a clone first

pub fn call_once_to_string<T: ToString>(f: impl FnOnce() -> T) -> String {
    f().to_string()
}

pub fn call_twice<F: FnOnce() -> i32 + Clone>(f: F) -> (i32, i32) {
    (f.clone()(), f())
}

pub fn repeat(mut f: impl FnMut(), times: usize) {
    for _ in 0..times {
        f();
    }
}

pub fn make_adder(n: i32) -> impl Fn(i32) -> i32 {
    move |x| x + n
}

pub fn make_counter() -> impl FnMut() -> u32 {
    let mut count = 0;
    move || {
        count += 1;
        count
    }
}
