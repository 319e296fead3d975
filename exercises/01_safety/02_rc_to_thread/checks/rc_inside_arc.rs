// E0277: `Rc<i32>` cannot be sent between threads safely
//! An `Arc` around an `Rc` does not help: the inner count is still a plain integer.

use std::rc::Rc;
use std::sync::Arc;

fn main() {
    rc_to_thread::show_from_thread(Arc::new(Rc::new(5_i32)));
}
