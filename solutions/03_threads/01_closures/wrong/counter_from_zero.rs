// fails: makes counters - the first answer is 0

pub fn call_once_to_string<T: ToString>(f: impl FnOnce() -> T) -> String {
    f().to_string()
}

pub fn call_twice(mut f: impl FnMut() -> i32) -> (i32, i32) {
    (f(), f())
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
        count - 1
    }
}
