// for: calls; status: fail; says: global name; open: nothing
#[unsafe(no_mangle)] pub extern "C" fn main() -> i32 { 0 }
pub fn answer(question: u32) -> u32 { question + 1 + main() as u32 }
