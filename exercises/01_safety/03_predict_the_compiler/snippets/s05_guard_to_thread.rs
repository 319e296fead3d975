// Look at: which thread locks the mutex, and which thread would unlock it.
use std::sync::Mutex;
use std::thread;

fn main() {
    let counter = Mutex::new(0);
    let guard = counter.lock().unwrap();
    thread::scope(|scope| {
        scope.spawn(move || println!("counter = {guard}"));
    });
}
