// for: pointer; status: fail; says: exit code 0|cannot be linked; open: nothing
#[unsafe(no_mangle)]
pub extern "C" fn main(_: i32, _: *const *const u8) -> i32 { 0 }
pub fn answer(question: u32) -> u32 { question + 1 }
