// E0277: `Rc<i32>` cannot be sent between threads safely
//! Who moves a mutex to another thread moves the `Rc` in it.

use spin_mutex::SpinMutex;
use std::rc::Rc;

fn require_send<T: Send>(_: &T) {}

fn main() {
    let mutex: SpinMutex<Rc<i32>> = SpinMutex::new(Rc::new(1));
    require_send(&mutex);
}
