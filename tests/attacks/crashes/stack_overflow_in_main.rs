// for: program; status: fail; says: stack; open: nothing
#[allow(unconditional_recursion)]
fn down(n: u32) -> u32 { std::hint::black_box(down(n + 1)) + 1 }
fn main() { println!("{}", down(1)) }
