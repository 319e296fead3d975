//! A closure that changes something from call to call can be repeated.

use closures::repeat;

fn main() {
    let mut calls = 0;
    repeat(|| calls += 1, 3);
}
