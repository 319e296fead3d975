// E0277: Clone
//! Two guards of one lock would be two `&mut` to one value.

use spin_mutex::{SpinGuard, SpinMutex};

fn require_clone<T: Clone>(_: &T) {}

fn main() {
    let mutex = SpinMutex::new(1);
    let guard: SpinGuard<'_, i32> = mutex.lock();
    require_clone(&guard);
}
