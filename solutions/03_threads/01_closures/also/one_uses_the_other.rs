//! Style: one function uses the other, a recursion, a Cell in the counter, dynamic calls inside.

use std::cell::Cell;

pub fn call_once_to_string<T: ToString, F: FnOnce() -> T>(f: F) -> String {
    let mut f = Some(f);
    let mut text = String::new();
    repeat(
        || {
            if let Some(f) = f.take() {
                text = f().to_string();
            }
        },
        1,
    );
    text
}

pub fn call_twice(mut f: impl FnMut() -> i32) -> (i32, i32) {
    fn call_all(f: &mut dyn FnMut() -> i32) -> [i32; 2] {
        let mut answers = [0; 2];
        for answer in &mut answers {
            *answer = f();
        }
        answers
    }
    call_all(&mut f).into()
}

pub fn repeat(mut f: impl FnMut() -> (), mut times: usize) {
    while times > 0 {
        f();
        times -= 1;
    }
}

pub fn make_adder(n: i32) -> impl Fn(i32) -> i32 + Clone + Send + Sync + 'static {
    fn add(x: i32, n: i32) -> i32 {
        x + n
    }
    move |x| add(x, n)
}

pub fn make_counter() -> impl Fn() -> u32 {
    let count = Cell::new(0_u32);
    move || {
        count.set(count.get() + 1);
        count.get()
    }
}
