// E0505: cannot move out of `mutex` because it is borrowed
//! `into_inner` takes the value out, and a guard would be left without one.

use spin_mutex::SpinMutex;

fn main() {
    let mutex = SpinMutex::new(String::from("one"));
    let mut guard = mutex.lock();
    let value = mutex.into_inner();
    guard.push_str(&value);
}
