//! A closure that changes something from call to call can be called twice.

use closures::call_twice;

fn main() {
    let mut calls = 0;
    call_twice(|| {
        calls += 1;
        calls
    });
}
