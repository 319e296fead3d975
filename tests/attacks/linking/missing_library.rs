// for: pointer; status: fail; says: cannot be linked; open: nothing
#[link(name = "nobody_has_this")]
unsafe extern "C" { fn anything(question: u32) -> u32; }
pub fn answer(question: u32) -> u32 { unsafe { anything(question) } }
