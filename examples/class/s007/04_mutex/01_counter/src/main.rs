fn main() {
    println!("I put it into main.rs");
}
