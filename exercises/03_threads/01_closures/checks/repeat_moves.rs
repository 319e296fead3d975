// E0507: a captured variable in an `FnMut` closure
//! A closure that gives away its variable cannot be repeated.

use closures::repeat;

fn main() {
    let name = String::from("Ada");
    repeat(|| drop(name), 2);
}
