// Look at: what the new thread takes along. An `Rc` counts its owners with a plain integer.
use std::rc::Rc;
use std::thread;

fn main() {
    let value = Rc::new(5);
    let worker = thread::spawn(move || println!("val = {value}"));
    worker.join().unwrap();
}
