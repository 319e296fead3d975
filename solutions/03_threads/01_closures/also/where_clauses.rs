//! Style: `where` clauses, iterators, a boxed adder and a counter that is a range.

pub fn call_once_to_string<F, T>(f: F) -> String
where
    F: FnOnce() -> T,
    T: ToString,
{
    let answer = f();
    ToString::to_string(&answer)
}

pub fn call_twice<F>(f: F) -> (i32, i32)
where
    F: FnMut() -> i32,
{
    let mut f = f;
    let first = f();
    let second = f();
    (first, second)
}

pub fn repeat<F: FnMut()>(mut f: F, times: usize) {
    (0..times).for_each(|_| f());
}

pub fn make_adder(n: i32) -> Box<dyn Fn(i32) -> i32> {
    Box::new(move |x| n.wrapping_add(x))
}

pub fn make_counter() -> impl FnMut() -> u32 {
    let mut numbers = 1..;
    move || numbers.next().expect("the numbers do not end")
}
