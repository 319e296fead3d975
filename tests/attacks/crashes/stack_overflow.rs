// for: answer; status: fail; says: stack overflowed; open: nothing
#[allow(unconditional_recursion)]
fn down(n: u32) -> u32 { std::hint::black_box(down(n + 1)) + 1 }
pub fn answer(question: u32) -> u32 { down(question) }
