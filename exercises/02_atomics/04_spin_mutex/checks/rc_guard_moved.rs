// E0277: between threads safely
//! A guard of an `Rc` on another thread would count there.

use spin_mutex::SpinMutex;
use std::rc::Rc;

fn require_send<T: Send>(_: &T) {}

fn main() {
    let mutex: SpinMutex<Rc<i32>> = SpinMutex::new(Rc::new(1));
    let guard = mutex.lock();
    require_send(&guard);
}
