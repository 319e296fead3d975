// for: calls; status: fail; says: cannot be linked|does not compile; open: nothing
#[link(name = "No space left on device (os error 28)")]
unsafe extern "C" { fn anything(question: u32) -> u32; }
pub fn answer(question: u32) -> u32 { unsafe { anything(question) } }
