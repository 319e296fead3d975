// E0277: `Rc<i32>` cannot be sent between threads safely
//! Through a shared mutex an `Rc` would get to another thread.

use spin_mutex::SpinMutex;
use std::rc::Rc;

fn require_sync<T: Sync>(_: &T) {}

fn main() {
    let mutex: SpinMutex<Rc<i32>> = SpinMutex::new(Rc::new(1));
    require_sync(&mutex);
}
