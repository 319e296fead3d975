// Look at: `longest` outlives the block in which `words` is dropped.
fn main() {
    let longest: &String;
    {
        let words = vec![String::from("lock"), String::from("unlock")];
        longest = &words[1];
    }
    println!("{longest}");
}
