// Look at: `first` points into the vector, and `push` may move the vector's contents to another place.
fn main() {
    let mut numbers = vec![1, 2, 3];
    let first = &numbers[0];
    numbers.push(4);
    println!("the first was {first}");
}
