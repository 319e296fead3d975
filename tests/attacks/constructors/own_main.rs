// for: pointer; status: fail; says: global name; open: nothing
#[unsafe(no_mangle)]
pub extern "C" fn main(_: i32, _: *const *const u8) -> i32 { 0 }
pub fn answer(question: u32) -> u32 { question + 1 }
