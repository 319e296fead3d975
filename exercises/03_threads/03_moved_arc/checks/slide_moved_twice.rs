// E0382: use of moved value: `name`
//! The slide's own program (without its stray brace): the loop moves `name` in every round.

use std::sync::Arc;
use std::thread;

fn main() {
    let name = Arc::new(String::from("Ada"));
    let mut threads = Vec::new();
    for i in 1..=3 {
        threads.push(thread::spawn(move || println!("Hi {} from {}", name, i)));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}
