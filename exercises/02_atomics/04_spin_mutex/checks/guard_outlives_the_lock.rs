// E0597: `mutex` does not live long enough
//! A guard that outlives its lock would point to nowhere.

use spin_mutex::SpinMutex;

fn main() {
    let mut guard;
    {
        let mutex = SpinMutex::new(1);
        guard = mutex.lock();
    }
    *guard += 1;
}
