// E0277: cannot be sent between threads safely
//! A std `MutexGuard` is `Sync`, but it has to be dropped on its own thread: nobody may get at it through a shared mutex.

use spin_mutex::SpinMutex;
use std::sync::{Mutex, MutexGuard};

fn require_sync<T: Sync>(_: &T) {}

fn main() {
    let number = Mutex::new(1);
    let mutex: SpinMutex<Option<MutexGuard<'_, i32>>> = SpinMutex::new(number.lock().ok());
    require_sync(&mutex);
}
