// E0507: a captured variable in an `FnMut` closure
//! A closure that gives away its variable cannot be called twice.

use closures::call_twice;

fn main() {
    let name = String::from("Ada");
    call_twice(|| {
        drop(name);
        1
    });
}
