// E0505: cannot move out of `mutex` because it is borrowed
//! If the lock could be moved while a guard lives, there could be two guards for one value.

use spin_mutex::SpinMutex;

fn main() {
    let mutex = SpinMutex::new(1);
    let mut guard = mutex.lock();
    let moved = mutex;
    let mut other = moved.lock();
    *guard += 1;
    *other += 1;
}
