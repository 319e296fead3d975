// Look at: the closure gives its `String` away when it is called. How often can it do that?
fn call_twice(greet: impl Fn() -> String) {
    println!("{}", greet());
    println!("{}", greet());
}

fn main() {
    let name = String::from("Ada");
    let greet = move || name;
    call_twice(greet);
}
