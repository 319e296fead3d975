// E0277: cannot be sent between threads safely
//! A `Movable` with an Rc in it must stay where the other owners of the Rc are.

use send_and_sync::Movable;
use std::rc::Rc;
use std::thread;

fn main() {
    let owner = Rc::new(5);
    let movable = Movable::new(Rc::clone(&owner));
    thread::spawn(move || movable.set(Rc::new(6)));
}
