// Look at: who owns `name` when the loop comes round for the second time.
use std::sync::Arc;
use std::thread;

fn main() {
    let name = Arc::new(String::from("Ada"));
    for i in 1..=2 {
        let worker = thread::spawn(move || println!("Hi {name} from {i}"));
        worker.join().unwrap();
    }
}
