// Look at: two closures without `move` borrow `numbers`, and the scope ends before `numbers` does.
use std::thread;

fn main() {
    let numbers = vec![1, 2, 3];
    thread::scope(|scope| {
        scope.spawn(|| println!("{} numbers", numbers.len()));
        scope.spawn(|| println!("the first is {}", numbers[0]));
    });
    println!("{numbers:?}");
}
