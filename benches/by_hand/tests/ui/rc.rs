use std::{rc::Rc, sync::Mutex};

fn main() {
    counter::count_into(&Rc::new(Mutex::new(0)), 1);
}
